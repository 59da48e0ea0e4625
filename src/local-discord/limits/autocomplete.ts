import { z } from 'zod';
import { choicesSchema } from './command-options.ts';
import { type Refusal, refuseForm } from './form-error.ts';
import { checkShape } from './shape.ts';

const autocompleteSchema = z.object({ choices: choicesSchema });

/** What Discord answers to the choices of an autocompletion (`data` of callback type 8); undefined if they are fine. */
export function validateAutocomplete(data: unknown): Refusal | undefined {
  return refuseForm(checkShape(autocompleteSchema, data).problems, ['data']);
}
