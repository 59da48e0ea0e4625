import { execFileSync } from 'node:child_process';

/** Builds once before all tests: some start the bot or the command line as their own process, as users do. */
export function setup(): void {
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
}
