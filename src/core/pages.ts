/** A phone's screen: what a page of a lesson holds at most (code that is longer stands alone). */
export const PAGE_CHARACTERS = 900;

/** A line of code on a phone. */
export const CODE_COLUMNS = 42;

/** Code is never broken and must fit a message (4,000 characters in all) with the text that introduces it. */
export const MAX_CODE_CHARACTERS = 2500;
