/**
 * Words that make up much of any text in their language and are no words of English. A handful each is enough: an
 * answer of a few sentences holds several.
 */
const FUNCTION_WORDS: Record<string, string> = {
  german:
    'der die das und ist nicht ein eine einen ich wir mit für auf den dem des werden wird sich auch wenn sind oder',
  french: 'le la les des et est une du que dans pour pas qui sur je nous avec ce sont il elle au aux ou mais donc',
  spanish: 'el la los las y es una que de del en para por con se lo como más pero si yo muy cuando porque son',
  portuguese: 'o os as e é uma que de da do das dos em para com não se por mais mas eu quando porque são na no',
  italian: 'il lo la gli le e è una che di del della dei per con non si più ma io quando perché sono nel',
  dutch: 'het een de en niet van ik wij met voor op te dat die zijn wordt worden als ook maar aan bij er',
  polish: 'i w z na nie się jest że do to jak dla po od przez ale lub gdy są być tylko które',
  swedish: 'och att det är en ett som på inte jag vi med för av till den om men när eller kan har',
  turkish: 've bir bu için ile de da çok ama veya olan olarak daha gibi ben biz değil ise',
  indonesian: 'yang dan di ini itu dengan untuk tidak dari pada adalah ke saya kita akan atau juga karena',
};

/** Short words of the lists above that English texts on machine learning hold too. */
const ALSO_ENGLISH = new Set(
  'a as at da de den des die do el en i in is it la le men no o on si so to war z w'.split(' '),
);
const ENGLISH = new Set(
  'the a an and is are of to in for with not i we it that this on as be from when which by or if have has you can but more than so because into they its only'.split(
    ' ',
  ),
);
const FOREIGN = Object.values(FUNCTION_WORDS).map(
  (words) => new Set(words.split(' ').filter((word) => !ALSO_ENGLISH.has(word) && !ENGLISH.has(word))),
);

/** So many words of one other language, and more than of English, make a text foreign. */
const ENOUGH = 3;

/**
 * Whether a text is surely not English: most of its letters are of another script, or its small words are another
 * language's. Terms ("backbone", "learning rate") say nothing: every language borrows them. When in doubt it is English.
 */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  // Greek letters are how formulas are written.
  const greek = text.match(/\p{Script=Greek}/gu)?.length ?? 0;
  const other = letters - latin - greek;
  // Two signs can be a whole sentence where no letter is Latin.
  if (other >= 2 && latin === 0) return true;
  if (letters >= 4 && letters - latin - (latin > 0 ? greek : 0) > letters / 2) return true;
  // Marks are part of their letter: struck-through text is not a row of one-letter words.
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const foreign = Math.max(...FOREIGN.map((list) => words.filter((word) => list.has(word)).length));
  return foreign >= ENOUGH && foreign > english;
}
