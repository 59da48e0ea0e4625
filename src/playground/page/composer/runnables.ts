import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';

/** Something that can be run: a command, or one subcommand of it. */
export interface Runnable {
  name: string;
  group?: string;
  subcommand?: string;
  /** `/review start` */
  label: string;
  description: string;
  options: APIApplicationCommandBasicOption[];
}

const GUILD = 0;
const BOT_DM = 1;

/** Every command and subcommand that can be run in this kind of channel, by name. */
export function listRunnables(commands: APIApplicationCommand[], place: 'guild' | 'dm'): Runnable[] {
  const context = place === 'dm' ? BOT_DM : GUILD;
  return commands
    .filter(({ type, contexts }) => type === 1 && (!contexts || contexts.includes(context)))
    .flatMap(runnablesOf)
    .sort((a, b) => a.label.localeCompare(b.label));
}

function runnablesOf({ name, description, options = [] }: APIApplicationCommand): Runnable[] {
  const own: APIApplicationCommandBasicOption[] = [];
  const nested: Runnable[] = [];
  for (const option of options) {
    if (option.type === ApplicationCommandOptionType.Subcommand) {
      const subcommand = option.name;
      const label = `/${name} ${subcommand}`;
      nested.push({ name, subcommand, label, description: option.description, options: option.options ?? [] });
    } else if (option.type === ApplicationCommandOptionType.SubcommandGroup) {
      for (const inner of option.options ?? []) {
        const label = `/${name} ${option.name} ${inner.name}`;
        const path = { name, group: option.name, subcommand: inner.name };
        nested.push({ ...path, label, description: inner.description, options: inner.options ?? [] });
      }
    } else own.push(option);
  }
  return nested.length > 0 ? nested : [{ name, label: `/${name}`, description, options: own }];
}

/** Those that fit what was typed after `/`: names that start with it, then names, then descriptions that hold it. */
export function matchRunnables(runnables: Runnable[], typed: string): Runnable[] {
  const wanted = typed.toLowerCase().trimEnd();
  const rank = ({ label, description }: Runnable): number => {
    if (label.startsWith(wanted, 1)) return 0;
    if (label.includes(wanted)) return 1;
    return description.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return runnables
    .map((runnable) => ({ runnable, rank: rank(runnable) }))
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ runnable }) => runnable);
}
