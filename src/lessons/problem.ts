/** Something that the author of a lesson should mend (error) or should know (warning). */
export interface Problem {
  file: string;
  /** From 1. */
  line: number;
  severity: 'error' | 'warning';
  message: string;
}

/** Collects the problems of one file, so that all of them are reported at once. */
export interface Reporter {
  error(line: number, message: string): void;
  warn(line: number, message: string): void;
  problems: Problem[];
}

export function createReporter(file: string): Reporter {
  const problems: Problem[] = [];
  const add = (severity: Problem['severity'], line: number, message: string): void => {
    // An opening and a closing tag are two finds, but one mistake.
    if (problems.some((known) => known.line === line && known.message === message)) return;
    problems.push({ file, line, severity, message });
  };
  return {
    problems,
    error: (line, message) => add('error', line, message),
    warn: (line, message) => add('warning', line, message),
  };
}

export const isError = (problem: Problem): boolean => problem.severity === 'error';

/** `file:line: message`, as editors and terminals make it a link. */
export function formatProblem({ file, line, severity, message }: Problem): string {
  return `${file}:${line}: ${severity === 'warning' ? 'warning: ' : ''}${message}`;
}
