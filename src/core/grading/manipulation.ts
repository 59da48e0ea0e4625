/** Sentences that speak to whoever marks instead of answering: they earn nothing and cost nothing. */
const TO_THE_GRADER = [
  /\b(?:ignore|disregard|forget|skip|override)\b[^.!?\n]{0,40}\b(?:instruction|rubric|question|rule|prompt|check|above|previous|guide|remaining)/iu,
  /\b(?:grader|grading|marker|evaluator|assessor|assessing|examiner|rubric|answer key)\b/iu,
  /\b(?:score|grade|mark|marks|band|points?|credit|rating)\b["']?\s*(?:[:=]|of|is|to|as|at|>)?\s*["']?(?:100|full|max\w*|strong|3\b|perfect|one hundred)/iu,
  /\b(?:full|maximum|max|top|perfect|highest|all)\s+(?:the\s+)?(?:marks?|score|points?|grade|credit)\b/iu,
  /\b(?:100\s*\/\s*100|100\s*%\s*(?:score|mark|grade)|3\s*\/\s*3|10\s*\/\s*10)/iu,
  /\b(?:system|assistant|user|human|admin|developer)\s*(?:["']?\s*:|mode|note|override|prompt)/iu,
  /\b(?:you are now|you must (?:give|award|output)|as an? (?:ai|language model)|respond only|output only|reply with|print\(|emit)\b/iu,
  /\b(?:pre-?approved|already (?:confirmed|verified|marked|approved)|override code|hidden instruction|set (?:all|every|band|the score)|award (?:every|me|this|the|all)|mark (?:all|every|the item|this|me|it) )/iu,
  /\b(?:note to (?:the )?(?:grader|ai|assess|mark|examin)|(?:for|to) the (?:ai|model|bot|llm) (?:checking|reading|grading|marking)|dear (?:grader|ai|teacher|examiner))/iu,
  /<\/?(?:answer|grade|system|score|instruction)[^>]*>|<!--[\s\S]*?-->/iu,
  /"(?:score|band|points|role)"\s*:/iu,
];
const SENTENCE = /[^.!?\n]+[.!?]*/gu;
const COMMENT = /<!--[\s\S]*?-->/gu;

/** @returns the text with what is aimed at the grader blanked out, every other character in its place. */
export function hideManipulation(text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/gu, (character) => ' '.repeat(character.length));
  const sentences = text.replace(COMMENT, blank);
  return sentences.replace(SENTENCE, (sentence) =>
    TO_THE_GRADER.some((pattern) => pattern.test(sentence)) ? blank(sentence) : sentence,
  );
}
