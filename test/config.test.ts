import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(env);
  } catch (error: unknown) {
    if (error instanceof ConfigError) return error.problems;
  }
  return [];
};

describe('readConfig', () => {
  it('needs nothing: an empty variable is an absent one', () => {
    const config = readConfig({ DISCORD_TOKEN: '', PLAYGROUND_PORT: ' ' });
    expect(config.DISCORD_TOKEN).toBeUndefined();
    expect(config.PLAYGROUND_PORT).toBe(3210);
  });

  it('names every wrong variable, what it holds and what is expected', () => {
    expect(problemsOf({ PLAYGROUND_PORT: '99999', DISCORD_API_URL: 'discord', DISCORD_CDN_HOSTS: 'a b' })).toEqual([
      'DISCORD_API_URL holds "discord", but an address such as https://discord.com/api is expected.',
      'DISCORD_CDN_HOSTS holds "a b", but a list of host names separated by commas is expected.',
      'PLAYGROUND_PORT holds "99999", but a port number from 0 to 65535 is expected.',
    ]);
  });

  it('never repeats a secret', () => {
    const [problem] = problemsOf({ DISCORD_TOKEN: 'my secret token with spaces' });
    expect(problem).toContain('DISCORD_TOKEN holds a value of 27 characters that is not shown');
    expect(problem).not.toContain('secret token');
  });

  it('splits the list of CDN hosts', () => {
    expect(readConfig({ DISCORD_CDN_HOSTS: '127.0.0.1:80, cdn.example' }).DISCORD_CDN_HOSTS).toEqual([
      '127.0.0.1:80',
      'cdn.example',
    ]);
  });

  it('reads exactly the variables that .env.example documents', () => {
    const documented = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(Object.keys(readConfig({})).sort()).toEqual(documented.sort());
  });
});
