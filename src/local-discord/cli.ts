/** Starts a local Discord alone: `npm run -s local-discord -- [--port P] [--json]`. */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { startLocalDiscord } from './server.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, json: { type: 'boolean', default: false } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port takes a number from 0 to 65535, not ${values.port}`);
  process.exit(2);
}
const local = await startLocalDiscord({ port }).catch((error: unknown) => {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  console.error(`Port ${port} is taken; choose another with --port.`);
  process.exit(1);
});
const { api, token, applicationId, control } = local;
if (values.json) console.log(JSON.stringify({ api, token, applicationId, control }));
else {
  console.log('A local Discord is running. Point a bot at it:');
  console.log(`  DISCORD_API_URL=${api}\n  DISCORD_TOKEN=${token}\n  (application ${applicationId})`);
  console.log(`Drive it as a person through ${control} (docs/local-discord.md). Ctrl+C ends it.`);
}
await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
await local.close();
