import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChannelSelectMenuInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RoleSelectMenuInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { z } from 'zod';
import type { CustomId } from './custom-id.ts';

interface Interactions {
  button: ButtonInteraction;
  select: StringSelectMenuInteraction;
  channel: ChannelSelectMenuInteraction;
  role: RoleSelectMenuInteraction;
  modal: ModalSubmitInteraction;
}
type Kind = keyof Interactions;
export type ActionInteraction = Interactions[Kind];

/** What happens when one of a command's buttons, selects or modals is used. */
export interface Action {
  kind: Kind;
  id: CustomId;
  /** Parses the custom id; undefined when it does not fit. */
  bind(customId: string): { owner: string | undefined; run(interaction: ActionInteraction): Promise<void> } | undefined;
}

type ArgsOf<I> = I extends CustomId<infer S> ? { [K in keyof S]: z.output<S[K]> } : never;

/** Ties a custom id to its handler; the handler gets the id's parsed arguments. */
// biome-ignore lint/suspicious/noExplicitAny: any custom id fits; its own shape types the handler's arguments
export function on<K extends Kind, I extends CustomId<any>>(
  kind: K,
  id: I,
  run: (interaction: Interactions[K], args: ArgsOf<I>) => Promise<void>,
): Action {
  return {
    kind,
    id: id as unknown as CustomId,
    bind(customId) {
      const args = id.parse(customId);
      if (args === undefined) return undefined;
      const { owner } = args as { owner?: string };
      return { owner, run: (interaction) => run(interaction as Interactions[K], args as ArgsOf<I>) };
    },
  };
}

/** A slash command with its whole conversation: one file in `commands/` makes one of these. */
export interface Command {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  run(interaction: ChatInputCommandInteraction): Promise<void>;
  autocomplete?(interaction: AutocompleteInteraction): Promise<void>;
  actions?: Action[];
}
