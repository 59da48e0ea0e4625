import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

/** What each part of the house may not import, and what it may; docs/architecture.md says why. */
const WALLS: { from: string; forbidden: string[]; allowed: string[] }[] = [
  {
    from: 'src/core/grading',
    forbidden: [
      'node:fs',
      'node:fs/promises',
      'discord.js',
      'keyv',
      'libsql',
      'pino',
      '../../store/table.ts',
      '../../discord/command.ts',
      '../../lessons/index.ts',
      '../../training/queue.ts',
      '../../daily/post.ts',
      '../../local-discord/client.ts',
      '../../playground/server.ts',
      '../../../commands/quiz.ts',
      '../../../models/engine.ts',
      '../../bot.ts',
      '../../config.ts',
    ],
    allowed: ['zod', 'fuse.js', '../question.ts', './mark.ts'],
  },
  ...['store', 'lessons', 'discord', 'practice'].map((layer) => ({
    from: `src/${layer}`,
    forbidden: [
      '../training/queue.ts',
      '../daily/post.ts',
      '../local-discord/client.ts',
      '../playground/server.ts',
      '../../commands/quiz.ts',
      '../../models/engine.ts',
      '../bot.ts',
    ],
    allowed: ['node:fs', '../core/question.ts', './other.ts'],
  })),
  ...['training', 'daily', 'people', 'progress', 'appeals'].map((layer) => ({
    from: `src/${layer}`,
    forbidden: ['../local-discord/client.ts', '../playground/server.ts', '../../commands/quiz.ts', '../bot.ts'],
    allowed: ['node:fs', '../core/question.ts', '../store/table.ts', '../../models/engine.ts'],
  })),
  {
    from: 'src/local-discord/rest',
    forbidden: [
      'discord.js',
      '../../core/question.ts',
      '../../store/table.ts',
      '../../discord/command.ts',
      '../../lessons/index.ts',
      '../../training/queue.ts',
      '../../daily/post.ts',
      '../../playground/server.ts',
      '../../../commands/quiz.ts',
      '../../../models/engine.ts',
      '../../bot.ts',
      '../../config.ts',
    ],
    allowed: ['discord-api-types/v10', 'hono', 'node:http', '../world.ts', '../limits/index.ts'],
  },
  {
    from: 'src/playground/page',
    forbidden: [
      'discord.js',
      '../../core/question.ts',
      '../../store/table.ts',
      '../../discord/command.ts',
      '../../lessons/index.ts',
      '../../training/queue.ts',
      '../../daily/post.ts',
      '../../../commands/quiz.ts',
      '../../../models/engine.ts',
      '../../bot.ts',
      '../../config.ts',
    ],
    allowed: ['preact', 'discord-api-types/v10', '../../local-discord/control-protocol.ts', './message.ts'],
  },
  {
    from: 'commands',
    forbidden: ['../src/local-discord/client.ts', '../src/playground/server.ts', '../src/bot.ts'],
    allowed: ['discord.js', '../src/core/question.ts', '../src/discord/command.ts', './quiz-ids.ts'],
  },
  {
    from: 'models/weights',
    forbidden: ['discord.js', '../../src/core/question.ts', '../../commands/quiz.ts'],
    allowed: ['node:fs', 'zod', '../engine.ts'],
  },
];

const IMPORTS = {
  'a value': (specifier: string) => `import { x } from '${specifier}';\nexport const y = x;\n`,
  'a type': (specifier: string) => `import type { X } from '${specifier}';\nexport type Y = X;\n`,
};
type Kind = keyof typeof IMPORTS;

interface Case {
  from: string;
  specifier: string;
  kind: Kind;
  file: string;
}

const casesOf = (list: 'forbidden' | 'allowed'): Case[] =>
  WALLS.flatMap((wall) =>
    wall[list].flatMap((specifier, index) =>
      (Object.keys(IMPORTS) as Kind[]).map((kind) => {
        const file = `${wall.from}/${list}-${index}-${kind.replace(' ', '-')}.ts`;
        return { from: wall.from, specifier, kind, file };
      }),
    ),
  );
const forbidden = casesOf('forbidden');
const allowed = casesOf('allowed');

const ROOT = path.resolve(import.meta.dirname, '..');
const RULE = 'lint/style/noRestrictedImports';
const reportSchema = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

let folder = '';
let refused = new Set<string>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'boundaries-'));
  const settings = JSON.parse(await readFile(path.join(ROOT, 'biome.json'), 'utf8'));
  // The very rules of this repository, over a folder that is none.
  await writeFile(path.join(folder, 'biome.json'), JSON.stringify({ ...settings, vcs: { enabled: false } }));
  for (const { file, kind, specifier } of [...forbidden, ...allowed]) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), IMPORTS[kind](specifier));
  }
  refused = await lint(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The files in which Biome refuses an import. */
function lint(cwd: string): Promise<Set<string>> {
  const biome = path.join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  return new Promise((resolve, reject) => {
    // Biome exits 1 when it finds something, which here it must: only its report counts.
    execFile(process.execPath, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const report = reportSchema.safeParse(parseJson(stdout));
      if (!report.success) return reject(new Error(`no report from Biome: ${stderr}`, { cause: error }));
      const found = report.data.diagnostics.filter(({ category }) => category === RULE);
      resolve(new Set(found.map(({ location }) => location.path.replaceAll('\\', '/'))));
    });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe('through a wall', () => {
  test.each(forbidden)('$from may not import $kind from $specifier', ({ file }) => {
    expect(refused).toContain(file);
  });
});

describe('within the walls', () => {
  test.each(allowed)('$from may import $kind from $specifier', ({ file }) => {
    expect(refused).not.toContain(file);
  });
});
