/** Whether Discord would take what a bot sends, and its own answer where it would not. Pure. */
export { validateAutocomplete } from './autocomplete.ts';
export { validateCommand, validateCommands } from './commands.ts';
export type { Refusal } from './form-error.ts';
export { validateMessage } from './messages.ts';
export { validateModal } from './modals.ts';
