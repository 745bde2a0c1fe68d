import { Avatar } from '@mantine/core';
import { plain } from '../format';

/** Dark enough for white initials. */
const COLORS = ['#0b7285', '#5f3dc4', '#2b6e3f', '#a61e4d', '#9a4a00', '#364fc7', '#495057'];

/** The initials of somebody, always in the same colour; without a name, a silhouette. */
export function PersonAvatar({
  person,
  size,
}: {
  person: { id: string; name: string | null; username?: string | null } | null;
  size?: 'lg';
}) {
  const number = Array.from(person?.id ?? '').reduce((sum, sign) => sum + sign.codePointAt(0)!, 0);
  return (
    <Avatar
      name={plain(person?.name) || plain(person?.username) || undefined}
      color={COLORS[number % COLORS.length]}
      variant="filled"
      radius="xl"
      size={size}
      aria-hidden
    />
  );
}
