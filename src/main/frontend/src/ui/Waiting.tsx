import { Center, Loader } from '@mantine/core';
import { strings } from '../strings';

/** Says that something is being loaded, where it will be. */
export function Waiting({ height, small = false }: { height?: string; small?: boolean }) {
  return (
    <Center p="md" h={height}>
      <Loader size={small ? 'sm' : undefined} role="status" aria-label={strings.loading} />
    </Center>
  );
}
