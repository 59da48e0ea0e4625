import { execFileSync } from 'node:child_process';
import { findChromium } from './playground/browser.ts';

/** Builds once before all tests: some start the bot or the command line as their own process, as users do. */
export function setup(): void {
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
  if (!findChromium())
    console.error('!!! No Chromium: the browser tests are SKIPPED. Install it or set CHROMIUM_PATH.');
}
