import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const httpUrl = z.url({ protocol: /^https?$/ });
const hostList = z
  .string()
  .transform((text) => text.split(',').map((host) => host.trim()))
  .pipe(z.array(z.string().regex(/^[a-z0-9.-]+(:\d+)?$/i)).min(1));

interface Setting<T> {
  schema: z.ZodType<T>;
  /** Ends the sentence "… is expected". */
  expected: string;
  fallback: T;
  /** A secret's value is never repeated. */
  secret?: true;
}

function setting<T>(value: Setting<T>): Setting<T> {
  return value;
}

/** Every environment variable that Warmstart reads; `.env.example` documents the same ones. */
const SETTINGS = {
  DISCORD_TOKEN: setting<string | undefined>({
    schema: z.string().regex(/^\S{20,}$/),
    expected: 'a bot token without spaces, or nothing (then the local Discord is started)',
    fallback: undefined,
    secret: true,
  }),
  DISCORD_API_URL: setting({
    schema: httpUrl,
    expected: 'an address such as https://discord.com/api',
    fallback: 'https://discord.com/api',
  }),
  DISCORD_CDN_HOSTS: setting({
    schema: hostList,
    expected: 'a list of host names separated by commas',
    fallback: ['cdn.discordapp.com', 'media.discordapp.net'],
  }),
  DATABASE_FILE: setting({
    schema: z.string().min(1),
    expected: 'the path of a file, such as data/warmstart.sqlite',
    fallback: 'data/warmstart.sqlite',
  }),
  LESSONS_DIR: setting({ schema: z.string().min(1), expected: 'the path of a folder', fallback: 'lessons' }),
  ENGINE: setting({
    schema: z.enum(['auto', 'tfjs', 'onnx']),
    expected: 'auto, tfjs or onnx',
    fallback: 'auto' as const,
  }),
  WEIGHTS_DIR: setting({ schema: z.string().min(1), expected: 'the path of a folder', fallback: 'data/weights' }),
  TRAINING_DIR: setting({ schema: z.string().min(1), expected: 'the path of a folder', fallback: 'data/training' }),
  TRAINED_MAX_MB: setting({
    schema: z.coerce.number().int().min(50).max(1_000_000),
    expected: 'a number of megabytes from 50 to 1000000',
    fallback: 2000,
  }),
  PLAYGROUND_PORT: setting({ schema: port, expected: 'a port number from 0 to 65535', fallback: 3210 }),
  GRADER_URL: setting<string | undefined>({
    schema: httpUrl,
    expected: 'the address of an OpenAI-compatible endpoint, such as http://localhost:11434/v1',
    fallback: undefined,
  }),
  GRADER_MODEL: setting<string | undefined>({
    schema: z.string().max(100),
    expected: 'the name of a model that the endpoint has',
    fallback: undefined,
  }),
  GRADER_API_KEY: setting<string | undefined>({
    schema: z.string().regex(/^\S+$/),
    expected: 'a key without spaces',
    fallback: undefined,
    secret: true,
  }),
  GRADER_MODE: setting({
    schema: z.enum(['unsure', 'always']),
    expected: 'unsure or always',
    fallback: 'unsure' as const,
  }),
  LOG_LEVEL: setting({
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    expected: 'trace, debug, info, warn, error or silent',
    fallback: 'info' as const,
  }),
};

type Settings = typeof SETTINGS;
export type Config = { [K in keyof Settings]: Settings[K] extends Setting<infer T> ? T : never };

/** Some settings are wrong; `problems` holds a line for each, safe to print. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the settings. A variable that is empty counts as absent, as in a copied `.env.example`.
 * @throws {ConfigError} naming every wrong variable, what it holds (never a secret's value) and what is expected.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const entries = Object.entries<Setting<unknown>>(SETTINGS).map(([name, { schema, expected, fallback, secret }]) => {
    const value = env[name]?.trim();
    if (!value) return [name, fallback];
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      const held = secret ? `a value of ${value.length} characters that is not shown` : JSON.stringify(value);
      problems.push(`${name} holds ${held}, but ${expected} is expected.`);
    }
    return [name, parsed.data];
  });
  for (const [name, other] of [
    ['GRADER_URL', 'GRADER_MODEL'],
    ['GRADER_MODEL', 'GRADER_URL'],
  ] as const) {
    if (env[name]?.trim() && !env[other]?.trim()) problems.push(`${other} holds nothing, but ${name} needs it.`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.fromEntries(entries) as Config;
}
