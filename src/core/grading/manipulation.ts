/** Sentences that speak to whoever marks instead of answering: they earn nothing and cost nothing. */
const TO_THE_GRADER = [
  /\b(?:ignore|disregard|override)\b[^.!?\n]{0,40}\b(?:instructions?|rubric|question|rules?|prompt|checks?|above|previous|guide)\b/iu,
  // "It forgets the previous task" is an answer.
  /\bforget\b[^.!?\n]{0,30}\b(?:instructions?|rubric|rules?|prompt|guide(?:lines?)?)\b/iu,
  /\b(?:grader|grading|evaluator|assessor|assessing|examiner|rubric|answer key)\b/iu,
  /\b(?:score|grade|mark|band|rating)s?\b[^.!?\n]{0,25}\b(?:100|full|max\w*|strong|perfect|one hundred)\b/iu,
  /\b(?:full|maximum|max|top|perfect|highest) (?:the )?(?:marks?|scores?|points?|grades?|credit)\b/iu,
  /\b(?:give|award|enter|output|return|print|assign|put|emit)\b[^.!?\n]{0,30}\b(?:100|one hundred|full (?:marks?|points?|score|credit)|maximum|all (?:the )?points|band)\b/iu,
  /\b100 ?\/ ?100\b|\bband 3\b|\b3 ?\/ ?3\b/iu,
  /\b(?:all|every) (?:the )?points? (?:are |is |were |as )?(?:made|covered|met|true)\b|\bpoints? (?:flags|[a-z]+-[a-z]+ [a-z]+-[a-z]+)/iu,
  /^\s*(?:system|assistant|user|human|admin|developer|ai|grader note)\s*:/iu,
  /\b(?:system prompt|admin mode|developer mode|debug mode|hidden instructions?|new task:|end of answer|override code)(?!\w)/iu,
  /\b(?:you are now|as an? (?:ai|language model)|respond only|reply with|for the ai)\b/iu,
  /\b(?:pre-?approved|already (?:confirmed|verified|marked|approved)|verified as)\b/iu,
  /<\/?(?:answer|grade|system|score|instruction)[^>]*>/iu,
  /["'](?:score|band|points|role)["']\s*:/iu,
];
const SENTENCE = /[^.!?\n]+[.!?]*/gu;
/** A line that plays another speaker is no answer, whatever it says. */
const ROLE_LINE = /^.*\b(?:system|assistant|human|admin)\s*:.*$/gimu;
const COMMENT = /<!--[\s\S]*?-->/gu;

/** @returns the text with what is aimed at the grader blanked out, every other character in its place. */
export function hideManipulation(text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/gu, (character) => ' '.repeat(character.length));
  const sentences = text.replace(COMMENT, blank).replace(ROLE_LINE, blank);
  return sentences.replace(SENTENCE, (sentence) =>
    TO_THE_GRADER.some((pattern) => pattern.test(sentence)) ? blank(sentence) : sentence,
  );
}
