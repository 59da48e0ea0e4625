import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { cut } from '../src/core/text.ts';
import { train as texts, trainRun } from '../src/core/texts/index.ts';
import type { Draft } from '../src/training/intake/drafts.ts';
import { SET_LIMITS } from '../src/training/intake/picture-set.ts';
import { trainIds } from './train-ids.ts';

/** The inputs of the forms. */
export const FIELDS = { name: 'name', class: 'class', pictures: 'pictures' } as const;
/** Discord's limit for one field. */
const MAX_UPLOADS = 10;

type Form = APIModalInteractionResponseCallbackData;

/** A class: its name, and its first pictures. */
export function addClassForm({ person: owner, id }: Draft, nonce: string): Form {
  return {
    custom_id: trainIds.addClassForm.build({ owner, draft: id, nonce }),
    title: texts.addClassTitle,
    components: [
      {
        type: ComponentType.Label,
        label: texts.className,
        component: {
          type: ComponentType.TextInput,
          custom_id: FIELDS.name,
          style: TextInputStyle.Short,
          min_length: 1,
          max_length: SET_LIMITS.className,
          placeholder: texts.classNameHint,
        },
      },
      uploads(texts.upload, texts.uploadHint, MAX_UPLOADS),
    ],
  };
}

/** More pictures of a class; the first that lacks some is chosen. */
export function addPicturesForm({ person: owner, id, classes }: Draft, chosen: string, nonce: string): Form {
  const options = classes.map(({ name }) => ({ label: cut(name, 100), value: name, default: name === chosen }));
  return {
    custom_id: trainIds.addPicturesForm.build({ owner, draft: id, nonce }),
    title: texts.addPicturesTitle,
    components: [
      {
        type: ComponentType.Label,
        label: texts.classWhich,
        component: { type: ComponentType.StringSelect, custom_id: FIELDS.class, options },
      },
      uploads(texts.upload, texts.uploadHint, MAX_UPLOADS),
    ],
  };
}

/** One picture for a trained network. */
export function classifyForm(
  { owner, run, title }: { owner: string; run: string; title: string },
  nonce: string,
): Form {
  return {
    custom_id: trainIds.classifyForm.build({ owner, run, nonce }),
    title: cut(title, 45),
    components: [uploads(trainRun.classifyUpload, trainRun.classifyHint, 1)],
  };
}

function uploads(label: string, description: string, most: number): APILabelComponent {
  return {
    type: ComponentType.Label,
    label,
    description,
    component: { type: ComponentType.FileUpload, custom_id: FIELDS.pictures, min_values: 1, max_values: most },
  };
}
