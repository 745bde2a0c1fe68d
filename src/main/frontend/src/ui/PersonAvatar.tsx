import { Avatar } from '@mantine/core';

/** Dark enough for white initials. */
const COLORS = ['#0b7285', '#5f3dc4', '#2b6e3f', '#a61e4d', '#9a4a00', '#364fc7', '#495057'];

/** The initials of somebody, always in the same colour. */
export function PersonAvatar({ name, size }: { name: string; size?: 'lg' }) {
  const number = Array.from(name).reduce((sum, sign) => sum + sign.codePointAt(0)!, 0);
  return <Avatar name={name} color={COLORS[number % COLORS.length]} variant="filled" radius="xl" size={size} aria-hidden />;
}
