/** Sentences that speak to whoever marks instead of answering: they earn nothing and cost nothing. */
const TO_THE_GRADER = [
  /\b(?:ignore|disregard|override)\b[^.!?\n]{0,40}\b(?:instructions?|rubric|question|rules?|prompt|checks?|above|previous|guide)\b/iu,
  // "It forgets the previous task" is an answer.
  /\bforget\b[^.!?\n]{0,30}\b(?:instructions?|rubric|rules?|prompt|guide(?:lines?)?)\b/iu,
  /\b(?:grader|grading|evaluator|assessor|assessing|examiner|rubric|answer key)\b/iu,
  /\b(?:score|grade|mark|band|rating)s?\b[^.!?\n]{0,25}\b(?:100|full|max\w*|strong|perfect|one hundred)\b/iu,
  /(?<!\bgets )\b(?:full|maximum|max|top|perfect|highest|strong) (?:the )?(?:marks?|scores?|points?|grades?|credit)\b/iu,
  /\b(?:give|award|enter|output|return|print|assign|put|emit|record|store|file)\b[^.!?\n]{0,30}\b(?:100(?!\s+(?:[a-z-]+\s+)?(?:of|aside|images?|pic|pics|pictures?|photos?|samples?|epochs?|val|labels?|examples?))|one hundred|full (?:marks?|points?|score|credit)|maximum|all (?:the )?points|band)\b/iu,
  /\b100 ?\/ ?100\b|\bband 3\b|\b3 ?\/ ?3\b/iu,
  /\b(?:all|every) (?:the )?points? (?:are |is |were |as )?(?:made|covered|met|true)\b|\bpoints? (?:flags|[a-z]+-[a-z]+ [a-z]+-[a-z]+)/iu,
  /^\s*(?:system|assistant|user|human|admin|developer|ai|grader note)\s*:/iu,
  /\b(?:system prompt|admin mode|developer mode|debug mode|hidden instructions?|new task:|end of answer|override code)(?!\w)/iu,
  /\b(?:you are now|as an? (?:ai|language model)|respond only|reply with|for the ai)\b/iu,
  /\b(?:pre-?approved|already (?:confirmed|verified|marked|approved)|verified as)\b/iu,
  /<\/?(?:answer|grade|system|score|instruction)[^>]*>/iu,
  /["'](?:score|band|points|role|content)["']\s*:|\b(?:band|score|total|final|sum)\s*[:=]?\s*100\b|\bband:? 3\b/iu,
  /\b(?:the|this|next) candidate\b|\b(?:marker|marking model|evaluation model|examiner|whoever marks|reference answer|answer check)\b/iu,
  /\bdo not (?:re-?)?evaluate\b|\b(?:calibration mode|kind teacher|receives? the maximum|flawless|expected value for this item|treat similarity)\b/iu,
  /\b(?:graded leniently|satisf(?:y|ies) all|covers every point|perfect answer|already passed|no points missing)\b/iu,
  /(?:\b[a-z]{2}-[a-z0-9-]+(?: made)?(?:,\s*|\s+)){2,}[a-z]{2}-[a-z0-9-]+/iu,
  /\bignorier\w*\b|\balle \w+ punkte\b|\bgib 100\b/iu,
];
/** A point between digits ends no sentence. */
const SENTENCE = /[^.!?\n]+(?:\.\d[^.!?\n]*)*[.!?]*/gu;
/** A line that plays another speaker is no answer, whatever it says. */
const ROLE_LINE = /^.*\b(?:system|assistant|human|admin)\s*:.*$/gimu;
const COMMENT = /<!--[\s\S]*?-->|\[\[[^\]]*\]\]|<<[^>]*>>|<\/?[a-z]*_?(?:answer|notes?)[^>]*>/giu;

/** @returns the text with what is aimed at the grader blanked out, every other character in its place. */
export function hideManipulation(text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/gu, (character) => ' '.repeat(character.length));
  const sentences = text.replace(COMMENT, blank).replace(ROLE_LINE, blank);
  return sentences.replace(SENTENCE, (sentence) =>
    TO_THE_GRADER.some((pattern) => pattern.test(sentence)) ? blank(sentence) : sentence,
  );
}
