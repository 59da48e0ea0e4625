/** A small lesson without a mistake; tests spoil one thing at a time. */
export const HEAD = `---
id: freezing
module:
  number: 4
  title: Models
number: 2
title: Freezing
time: 20 minutes
difficulty: beginner
objectives:
  - Freeze a body
---
`;

export const SECTION = `
## Why: it works

Early layers see edges.

### Open \`layer4\`

Late layers adapt.
`;

/** The model answer of its question. */
export const ANSWER = 'The body keeps its weights. The head trains.';

const QUESTION = `
## Interview preparation

### What is frozen?

\`what-is-frozen\` · medium · see: Why

${ANSWER}

**Points**

- 30: The body keeps its weights. \`body\`
- 10: The head trains. \`head\`
`;

export const SAMPLE = HEAD + SECTION + QUESTION;

/** The line (from 1) on which `needle` first stands. */
export function lineOfText(source: string, needle: string): number {
  return source.slice(0, source.indexOf(needle)).split('\n').length;
}
