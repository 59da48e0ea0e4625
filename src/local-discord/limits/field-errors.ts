import type { FieldError } from './form-error.ts';

/**
 * What Discord says of a bad field: its own codes and words, as bots in the field have reported them. A code that
 * nobody has reported is marked "unconfirmed": that Discord refuses is documented, its code is our guess.
 */
export const REQUIRED: FieldError = { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };

export const badLength = (min: number, max: number): FieldError => ({
  code: 'BASE_TYPE_BAD_LENGTH',
  message: `Must be between ${min} and ${max} in length.`,
});

export const tooLong = (max: number): FieldError => ({
  code: 'BASE_TYPE_MAX_LENGTH',
  message: `Must be ${max} or fewer in length.`,
});

export const numberTooBig = (max: number): FieldError => ({
  code: 'NUMBER_TYPE_MAX',
  message: `int value should be less than or equal to ${max}.`,
});

export const numberTooSmall = (min: number): FieldError => ({
  code: 'NUMBER_TYPE_MIN',
  message: `int value should be greater than or equal to ${min}.`,
});

export const notOneOf = (choices: readonly unknown[]): FieldError => ({
  code: 'BASE_TYPE_CHOICES',
  message: `Value must be one of (${choices.map(quote).join(', ')}).`,
});

/** A component or option of a type that cannot stand here. */
export const wrongKind = (discriminator: string, kinds: readonly unknown[]): FieldError => ({
  code: 'UNION_TYPE_CHOICES',
  message: `Value of field "${discriminator}" must be one of (${kinds.join(', ')}${kinds.length === 1 ? ',' : ''}).`,
});

export const badScheme = (scheme: string, schemes: readonly string[]): FieldError => ({
  code: 'URL_TYPE_INVALID_SCHEME',
  message: `Scheme "${scheme}" is not supported. Scheme must be one of (${schemes.map(quote).join(', ')}).`,
});

export const BAD_URL: FieldError = { code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' };

export const DUPLICATE_CUSTOM_ID: FieldError = {
  code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
  message: 'Component custom id cannot be duplicated',
};

export const legacyField = (field: string): FieldError => ({
  code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
});

const CONVERSIONS: Record<string, (value: unknown) => FieldError> = {
  string: (value) => ({ code: 'STRING_TYPE_CONVERT', message: `Could not interpret "${show(value)}" as string.` }),
  number: (value) => ({ code: 'NUMBER_TYPE_COERCE', message: `Value "${show(value)}" is not int.` }),
  int: (value) => ({ code: 'NUMBER_TYPE_COERCE', message: `Value "${show(value)}" is not int.` }),
  boolean: () => ({ code: 'BOOLEAN_TYPE_CONVERT', message: 'Must be either true or false.' }),
  array: () => ({ code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' }),
  object: () => ({ code: 'MODEL_TYPE_CONVERT', message: 'Only dictionaries may be used in a ModelType' }),
};

/** What is said of a value of the wrong type; `expected` is zod's name of the type wanted. */
export function wrongType(expected: string, value: unknown): FieldError {
  if (value === undefined || value === null) return REQUIRED;
  const convert = CONVERSIONS[expected];
  return convert ? convert(value) : { code: 'BASE_TYPE_INVALID', message: `Expected ${expected}` };
}

const quote = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value));
const show = (value: unknown): string => (typeof value === 'object' ? '{}' : String(value));
