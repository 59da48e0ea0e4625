/** The process that trains: see `serve.ts` for what it does, `../jobs/worker.ts` for the other end. */
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

const NICE = 10;

// Threads keep the priority of the one that starts them, so this comes before anything that starts some is loaded.
setPriority(NICE);
try {
  // Where memory runs out all the same, this process goes before the bot does.
  writeFileSync('/proc/self/oom_score_adj', '1000');
} catch {
  // Only Linux has it.
}
// The other end is gone: nobody wants the result.
process.on('disconnect', () => process.exit(0));
const { serve } = await import('./serve.ts');
process.once('message', (request) => void serve(request));
