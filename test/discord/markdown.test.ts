import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, plain, quoted, spoiler } from '../../src/discord/markdown.ts';

describe("a person's text", () => {
  it('is shown as it was typed: nothing in it is rendered', () => {
    expect(plain('**bold** ||hidden|| `code` # x', 80)).toBe('\\*\\*bold\\*\\* \\|\\|hidden\\|\\| \\`code\\` # x');
    expect(escaped('# big\n- item\n> quote\n-# small', 80)).toBe('\\# big\n\\- item\n\\> quote\n\\-# small');
    expect(plain('<@1> <#2> <t:3:R> <:a:4> a < b', 80)).toBe('\\<@1> \\<#2> \\<t:3:R> \\<:a:4> a < b');
    expect(escaped('[click](https://example.com)', 80)).toContain('\\[click]');
  });

  it('does not turn the direction of what stands after it', () => {
    expect(plain('\u202Efreeze\u2066 it', 80)).toBe('freeze it');
  });

  it('is quoted on one line, however many it had', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(quoted(typed).split('\n')).toHaveLength(1);
      }),
    );
  });

  it('is never cut inside an emoji', () => {
    expect(plain('ab😀cd', 4)).toBe('ab…');
  });
});

describe('spoiler', () => {
  it('hides every paragraph by itself and lets nothing out', () => {
    expect(spoiler('one\n\ntwo || three')).toBe('||one||\n\n||two \\|\\| three||');
  });
});
