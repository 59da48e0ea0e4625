export interface Person {
  name: string;
  /** Whether they hold every permission in the server. */
  admin: boolean;
  hint: string;
}

const ANA: Person = { name: 'Ana', admin: false, hint: 'a learner' };

/** Who you can be. The local Discord makes the same id for the same name, so progress survives a restart. */
export const PEOPLE: readonly Person[] = [
  ANA,
  { name: 'Ben', admin: false, hint: 'another learner: sees nothing that only Ana may see' },
  { name: 'Admin', admin: true, hint: 'may change the settings of the server' },
];

/** Who the address says you are (`#Ben`), so that two tabs can be two people and a reload keeps you. */
export function personOf(hash: string): Person {
  const name = decodeURIComponent(hash.slice(1)).toLowerCase();
  return PEOPLE.find((person) => person.name.toLowerCase() === name) ?? ANA;
}
