import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

/** What this process holds: in it a leak would show. */
export interface Stock {
  /** After a collection, where the process was started with --expose-gc. */
  heapBytes: number;
  residentBytes: number;
  /** Sockets, pipes and child processes that Node keeps. */
  handles: number;
  /** Open files; 0 where the system does not say. */
  openFiles: number;
  children: number;
}

export function takeStock(): Stock {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const children = execFileSync('ps', ['-A', '-o', 'ppid=,comm=']).toString().split('\n');
  return {
    heapBytes: heapUsed,
    residentBytes: rss,
    handles: process.getActiveResourcesInfo().filter((name) => name.endsWith('Wrap')).length,
    openFiles: existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0,
    children: children.filter((line) => line.trim().startsWith(`${process.pid} `) && !line.endsWith(' ps')).length,
  };
}
