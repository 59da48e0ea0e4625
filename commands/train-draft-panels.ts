import { trainStrategies as strategies, train as texts } from '../src/core/texts/index.ts';
import { type AlikePair, NEEDED, type PictureCheck } from '../src/core/training/picture-check.ts';
import { listThatFits, titleOf } from '../src/core/training/wording.ts';
import { fitText } from '../src/discord/fit-text.ts';
import { code, plain } from '../src/discord/markdown.ts';
import { button, buttons, divider, multiSelect, type PanelPart, panel, select, text } from '../src/discord/panel.ts';
import type { Draft } from '../src/training/intake/drafts.ts';
import type { PictureSet } from '../src/training/intake/picture-set.ts';
import { trainIds } from './train-ids.ts';

/** A small set that the project draws itself. */
export interface SampleInfo {
  name: string;
  title: string;
}

interface StartView {
  owner: string;
  draft: Draft;
  samples: readonly SampleInfo[];
  note?: string | undefined;
}

const MAX_FILE = 30;
const MAX_REASON = 90;
/** Characters for each of the lists that may grow. */
const MAX_LIST = 700;

/** Before the first picture: a sample, or classes of one's own. */
export function startPanel({ owner, draft, samples, note }: StartView) {
  const sampleButtons = samples.slice(0, 5).map(({ name, title }, i) =>
    button(texts.sample(title), trainIds.sample.build({ owner, draft: draft.id, sample: name }), {
      primary: i === 0,
    }),
  );
  return panel(
    text(`${texts.startHeading}\n${texts.startText}`),
    note === undefined ? undefined : text(note),
    text(texts.startSample),
    buttons(...sampleButtons),
    text(texts.ownPictures),
    buttons(button(texts.addClass, trainIds.addClass.build({ owner, draft: draft.id }))),
    text(`${texts.zipHint}\n${texts.privacy}`),
  );
}

interface DraftView {
  draft: Draft;
  check: PictureCheck;
  /** What the check found is shown in full. */
  withCheck?: boolean;
  note?: string | undefined;
}

/** A data set in the making: its classes, what it lacks, and what to do next. */
export function draftPanel({ draft, check, withCheck = false, note }: DraftView) {
  const ref = { owner: draft.person, draft: draft.id };
  const names = draft.classes.map(({ name }) => name);
  const heading = texts.draftHeading(names.length > 1 ? plain(titleOf(names), 80) : undefined);
  const lines = check.counts.map(({ name, pictures }) => {
    const missing = check.small.find((one) => one.name === name)?.missing;
    return texts.classLine(plain(name, 45), pictures) + (missing === undefined ? '' : texts.classLacks(missing));
  });
  const parts = [
    text([heading, ...lines, ...readiness(check)].join('\n')),
    note === undefined ? undefined : text(note),
    ...(withCheck ? checkParts(draft, check, ref) : []),
    strategySelect(draft, ref),
    buttons(
      button(texts.train, trainIds.train.build(ref), { primary: check.ready, disabled: !check.ready }),
      button(texts.addClass, trainIds.addClass.build(ref), { primary: !check.ready }),
      button(texts.addPictures, trainIds.addPictures.build(ref)),
      button(texts.check, trainIds.check.build(ref)),
      button(texts.discard, trainIds.discard.build(ref), { danger: true }),
    ),
    text(`${texts.keptFor}\n${texts.privacy}`),
  ];
  return panel(...fitText(parts.filter((part) => part !== undefined)));
}

function readiness({ counts, ready, conflicts }: PictureCheck): string[] {
  const usable = counts.filter(({ pictures }) => pictures >= NEEDED.pictures);
  const pictures = usable.reduce((sum, one) => sum + one.pictures, 0);
  const mistakes = conflicts.length > 0 ? [texts.conflictsFound(conflicts.length)] : [];
  if (ready) return [texts.readyToTrain(pictures, usable.length), ...mistakes];
  return counts.length < NEEDED.classes ? [texts.needClass, ...mistakes] : mistakes;
}

interface Ref {
  owner: string;
  draft: string;
}

function checkParts(draft: Draft, check: PictureCheck, ref: Ref): (PanelPart | undefined)[] {
  const found = [
    ...check.small.map(({ name, missing }) => texts.smallClass(plain(name, 45), missing)),
    ...findings(check),
    notesLine(draft),
  ].filter((line) => line !== undefined);
  return [
    divider(),
    text([texts.checkHeading, ...(found.length > 0 ? found : [texts.allWell])].join('\n')),
    draft.leftOut.length > 0 ? text(leftOutLine(draft.leftOut)) : undefined,
    takeOutSelect(check, ref),
  ];
}

const of = ({ className, name }: AlikePair['first']): string => `${code(name, MAX_FILE)} (${plain(className, 20)})`;

/** What may make the result worse or flatter it: uneven classes, pictures in two classes, copies. */
export function findings({ imbalance, conflicts, duplicates }: PictureCheck): string[] {
  const mistakes = conflicts.map(({ first, second }) => texts.conflict(of(first), of(second)));
  const alike = duplicates.map(({ first, second, exact }) => texts.duplicate(of(first), of(second), exact));
  return [
    ...(imbalance === undefined ? [] : [plain(imbalance, 400)]),
    ...(mistakes.length > 0 ? [listThatFits(mistakes, MAX_LIST, '\n')] : []),
    ...(alike.length > 0 ? [texts.duplicates(listThatFits(alike, MAX_LIST))] : []),
  ];
}

/** "Left out: `IMG_2.heic` (a HEIC picture …), and 3 more" */
export function leftOutLine(leftOut: PictureSet['leftOut'], max = MAX_LIST): string {
  const items = leftOut.map(({ name, reason }) => `${code(name, MAX_FILE)} (${plain(reason, MAX_REASON)})`);
  return texts.leftOut(listThatFits(items, max));
}

/** What should be known of pictures that were kept, such as that only a first frame counts; undefined when nothing. */
export function notesLine({ classes }: Pick<PictureSet, 'classes'>): string | undefined {
  const noted = classes.flatMap(({ pictures }) =>
    pictures.flatMap(({ name, note }) => (note === undefined ? [] : [texts.noted(code(name, MAX_FILE), note)])),
  );
  return noted.length === 0 ? undefined : listThatFits(noted, MAX_LIST, '\n');
}

/** What the check named can be taken out right there. */
function takeOutSelect({ conflicts, duplicates }: PictureCheck, ref: Ref): PanelPart | undefined {
  const flagged = [
    ...conflicts.flatMap(({ first, second }) => [first, second]),
    ...duplicates.map(({ second }) => second),
  ];
  const byFile = new Map(flagged.map((picture) => [picture.file, picture]));
  if (byFile.size === 0) return undefined;
  const options = [...byFile.values()].map(({ file, name, className }) => ({
    label: name,
    value: file,
    description: className,
  }));
  return multiSelect(trainIds.takeOut.build(ref), texts.takeOutPlaceholder, options);
}

function strategySelect({ strategy }: Draft, ref: Ref): PanelPart {
  const options = Object.entries(strategies).map(([value, [label, description]]) => ({
    label,
    value,
    description,
    default: value === strategy,
  }));
  return select(trainIds.strategy.build(ref), texts.strategyPlaceholder, options);
}
