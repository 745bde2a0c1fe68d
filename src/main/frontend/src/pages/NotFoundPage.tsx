import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { strings } from '../strings';
import { Empty } from '../ui/Empty';

export function NotFoundPage() {
  return (
    <Empty
      icon={<IconMapOff />}
      title={strings.errors.notFound}
      action={
        <Button component={Link} to="/">
          {strings.nav.overview}
        </Button>
      }
    />
  );
}
