const COLORS = 6;

/** A disc with an initial, coloured by id: the local Discord has no pictures of people. */
export function Avatar({ id, name, small }: { id: string; name: string; small?: boolean }) {
  const color = [...id].reduce((sum, digit) => sum + Number(digit), 0) % COLORS;
  return (
    <span class={`avatar avatar-${color}${small ? ' small' : ''}`} aria-hidden="true">
      {[...name][0]?.toUpperCase()}
    </span>
  );
}
