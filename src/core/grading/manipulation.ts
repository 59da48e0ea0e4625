/**
 * Sentences that speak to whoever marks instead of answering: they earn nothing and cost nothing. Without the flag "u",
 * which makes patterns that ignore case eight times as slow.
 */
const TO_THE_GRADER = anyOf([
  /\b(?:ignore|disregard|override)\b[^.!?\n]{0,40}\b(?:instructions?|rubric|question|rules?|prompt|checks?|above|previous|guide)\b/i,
  // "It forgets the previous task" is an answer.
  /\bforget\b[^.!?\n]{0,30}\b(?:instructions?|rubric|rules?|prompt|guide(?:lines?)?)\b/i,
  /\b(?:grader|grading|evaluator|assessor|assessing|examiner|rubric|answer key|(?:automatic|human) review(?:er)?)\b/i,
  /\b(?:mark|accept|count|treat) (?:it|this|that|me|my answer) as (?:complete|correct|right|passed|full|strong|done)\b/i,
  /\b(?:i|we) (?:really )?need (?:an? )?(?:\d+|pass|good mark|better mark)\b[^.!?\n]{0,30}\b(?:to pass|mark|score|grade|visa|job)\b/i,
  /\bpoints? (?:are|is|be|were) (?:granted|awarded|given|waived)\b|\bbe (?:kind|lenient)\b/i,
  /\b(?:[a-z]{2,3}-[a-z-]+\s*[:=]\s*(?:made|true|1|yes)\b)/i,
  /\b(?:score|grade|mark|band|rating)s?\b[^.!?\n]{0,25}\b(?:100|full|max\w*|strong|perfect|one hundred)\b/i,
  /(?<!\bgets )\b(?:full|maximum|max|top|perfect|highest|strong) (?:the )?(?:marks?|scores?|points?|grades?|credit)\b/i,
  /\b(?:give|award|enter|output|return|print|assign|put|emit|record|store|file)\b[^.!?\n]{0,30}\b(?:100(?!\s+(?:[a-z-]+\s+)?(?:of|aside|images?|pic|pics|pictures?|photos?|samples?|epochs?|val|labels?|examples?))|one hundred|full (?:marks?|points?|score|credit)|maximum|all (?:the )?points|band)\b/i,
  /\b100 ?\/ ?100\b|\bband 3\b|\b3 ?\/ ?3\b/i,
  /\b(?:all|every) (?:the )?points? (?:are |is |were |as )?(?:made|covered|met|true)\b|\bpoints? (?:flags|[a-z]+-[a-z]+ [a-z]+-[a-z]+)/i,
  /^\s*(?:system|assistant|user|human|admin|developer|ai|grader note)\s*:/i,
  /\b(?:system prompt|admin mode|developer mode|debug mode|hidden instructions?|new task:|end of answer|override code)(?!\w)/i,
  /\b(?:you are now|as an? (?:ai|language model)|respond only|reply with|for the ai)\b/i,
  /\b(?:pre-?approved|already (?:confirmed|verified|marked|approved)|verified as)\b/i,
  /<\/?(?:answer|grade|system|score|instruction)[^>]*>/i,
  /["'](?:score|band|points|role|content)["']\s*:|\b(?:band|score|total|final|sum)\s*[:=]?\s*100\b|\bband:? 3\b/i,
  /\b(?:the|this|next) candidate\b|\b(?:marker|marking model|evaluation model|examiner|whoever marks|reference answer|answer check)\b/i,
  /\bdo not (?:re-?)?evaluate\b|\b(?:calibration mode|kind teacher|receives? the maximum|flawless|expected value for this item|treat similarity)\b/i,
  /\b(?:graded leniently|satisf(?:y|ies) all|covers every point|perfect answer|already passed|no points missing)\b/i,
  /(?:\b[a-z]{2}-[a-z0-9-]+(?: made)?(?:,\s*|\s+)){2,}[a-z]{2}-[a-z0-9-]+/i,
  /\bignorier\w*\b|\balle \w+ punkte\b|\bgib 100\b|\bbitte bewerte\w*\b/i,
]);
/** A point between digits ends no sentence. */
const SENTENCE = /[^.!?\n]+(?:\.\d[^.!?\n]*)*[.!?]*/gu;
/** A line that plays another speaker is no answer, whatever it says. */
const ROLE_LINE = /^.*\b(?:system|assistant|human|admin)\s*:.*$/gimu;
const COMMENT = /<!--[\s\S]*?-->|\[\[[^\]]*\]\]|<<[^>]*>>|<\/?[a-z]*_?(?:answer|notes?)[^>]*>/giu;

/** @returns the text with what is aimed at the grader blanked out, every other character in its place. */
export function hideManipulation(text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/gu, (character) => ' '.repeat(character.length));
  const sentences = text.replace(COMMENT, blank).replace(ROLE_LINE, blank);
  return sentences.replace(SENTENCE, (sentence) => (TO_THE_GRADER.test(sentence) ? blank(sentence) : sentence));
}

function anyOf(patterns: RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'i');
}
