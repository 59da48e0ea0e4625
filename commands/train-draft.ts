import type { ButtonInteraction, ModalSubmitInteraction, StringSelectMenuInteraction } from 'discord.js';
import { UserError } from '../src/core/errors.ts';
import { train as texts } from '../src/core/texts/index.ts';
import { checkPictures, type PictureCheck } from '../src/core/training/picture-check.ts';
import { type Action, on } from '../src/discord/command.ts';
import { plain } from '../src/discord/markdown.ts';
import { panel, text } from '../src/discord/panel.ts';
import type { Draft, DraftRef, Drafts } from '../src/training/intake/drafts.ts';
import type { FetchAttachment } from '../src/training/intake/fetch-attachment.ts';
import { incomingAttachments } from '../src/training/intake/incoming.ts';
import { countPictures, fingerprintIn, type PictureSet } from '../src/training/intake/picture-set.ts';
import { draftPanel, leftOutLine, notesLine, type SampleInfo, startPanel } from './train-draft-panels.ts';
import { addClassForm, addPicturesForm, FIELDS } from './train-forms.ts';
import { trainIds } from './train-ids.ts';
import { isStrategy } from './train-options.ts';

interface DraftDeps {
  drafts: Drafts;
  samples: readonly SampleInfo[];
  fetchAttachment: FetchAttachment;
  /** A new short token of letters and digits. */
  nonce: () => string;
}

export function checkSet({ classes }: Pick<PictureSet, 'classes'>): PictureCheck {
  return checkPictures(
    classes.map(({ name, pictures }) => ({
      name,
      pictures: pictures.map((picture) => ({ ...picture, fingerprint: fingerprintIn(picture) })),
    })),
  );
}

/** A person's data set as it is now. */
export function draftView(draft: Draft, samples: readonly SampleInfo[], note?: string) {
  if (draft.classes.length === 0) return startPanel({ owner: draft.person, draft, samples, note });
  return draftPanel({ draft, check: checkSet(draft), note });
}

type Component = ButtonInteraction | StringSelectMenuInteraction;
const refOf = ({ owner, draft }: { owner: string; draft: string }): DraftRef => ({ person: owner, draft });

/** The buttons, selects and forms of a data set in the making; {@link trainIds.train} is the run's. */
export function draftActions(deps: DraftDeps): Action[] {
  const { drafts, samples, nonce } = deps;
  const show = async (interaction: Component, draft: Draft): Promise<void> => {
    await interaction.update(draftView(draft, samples));
  };
  return [
    on('button', trainIds.addClass, async (interaction, args) => {
      await interaction.showModal(addClassForm(await drafts.find(refOf(args)), nonce()));
    }),
    on('button', trainIds.addPictures, async (interaction, args) => {
      const draft = await drafts.find(refOf(args));
      const chosen = checkSet(draft).small[0]?.name ?? draft.classes.at(-1)?.name ?? '';
      await interaction.showModal(addPicturesForm(draft, chosen, nonce()));
    }),
    on('modal', trainIds.addClassForm, (interaction, args) =>
      take(deps, interaction, { ref: refOf(args), className: interaction.fields.getTextInputValue(FIELDS.name) }),
    ),
    on('modal', trainIds.addPicturesForm, (interaction, args) =>
      take(deps, interaction, {
        ref: refOf(args),
        className: interaction.fields.getStringSelectValues(FIELDS.class)[0] ?? '',
      }),
    ),
    on('button', trainIds.check, async (interaction, args) => {
      const draft = await drafts.find(refOf(args));
      await interaction.update(draftPanel({ draft, check: checkSet(draft), withCheck: true }));
    }),
    on('select', trainIds.strategy, async (interaction, args) => {
      const strategy = interaction.values.find(isStrategy);
      const ref = refOf(args);
      await show(interaction, strategy ? await drafts.setStrategy(ref, strategy) : await drafts.find(ref));
    }),
    on('select', trainIds.takeOut, async (interaction, args) => {
      const draft = await drafts.remove(refOf(args), interaction.values);
      if (draft.classes.length === 0) return show(interaction, draft);
      await interaction.update(draftPanel({ draft, check: checkSet(draft), withCheck: true }));
    }),
    on('button', trainIds.discard, async (interaction, args) => {
      await drafts.discard(refOf(args));
      await interaction.update(panel(text(texts.discarded)));
    }),
  ];
}

interface Given {
  ref: DraftRef;
  className: string;
}

/** Takes the uploaded pictures in, and says what became of them. */
async function take(deps: DraftDeps, interaction: ModalSubmitInteraction, { ref, className }: Given): Promise<void> {
  const { drafts, samples, fetchAttachment } = deps;
  if (className.trim() === '') throw new UserError(texts.emptyName);
  // Fetching and decoding may take longer than the three seconds that Discord waits.
  await interaction.deferUpdate();
  const files = interaction.fields.getUploadedFiles(FIELDS.pictures)?.values() ?? [];
  const before = await drafts.find(ref);
  const draft = await drafts.add(ref, incomingAttachments(fetchAttachment, className, files));
  const added = countPictures(draft) - countPictures(before);
  const leftOut = draft.leftOut.slice(before.leftOut.length);
  const lines = [
    added > 0 ? texts.added(added, plain(className, 45)) : texts.nothingTaken,
    leftOut.length > 0 ? leftOutLine(leftOut) : undefined,
    notesLine({ classes: newIn(draft, before) }),
  ];
  await interaction.editReply(draftView(draft, samples, lines.filter((line) => line !== undefined).join('\n')));
}

/** The pictures that came since. */
function newIn({ classes }: Draft, before: Draft): PictureSet['classes'] {
  const known = new Set(before.classes.flatMap(({ pictures }) => pictures.map(({ file }) => file)));
  return classes.map(({ name, pictures }) => ({ name, pictures: pictures.filter(({ file }) => !known.has(file)) }));
}
