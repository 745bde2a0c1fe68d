import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { expect, it, vi } from 'vitest';
import { api } from '../api';
import { ApiError } from '../api/client';
import type { Channel, ConnectSettings } from '../api/types';
import { ConnectModal } from './ConnectModal';

vi.mock('../live/Live', () => ({ useNewMessages: () => undefined }));

const NOT_SET_UP: ConnectSettings = {
  whatsapp: {
    available: false,
    reason: 'The operator has to set META_SIGNUP_CONFIGURATION_ID.',
    appId: null,
    configurationId: null,
    sdkUrl: null,
    graphVersion: null,
  },
  messenger: { available: false, reason: 'The operator has to set META_REDIRECT_URI.' },
  instagram: { available: false, reason: 'The operator has to set META_REDIRECT_URI.' },
  demo: false,
  neo4jBrowser: null,
};

const CHANNEL: Channel = {
  key: 'whatsapp:2',
  type: 'whatsapp',
  externalId: '2',
  name: 'Ana’s Flowers',
  displayPhoneNumber: '15550002',
  businessAccountId: '1',
  status: 'connected',
  statusReason: null,
  connectedAt: '2026-11-30T10:00:00Z',
  lastEventAt: null,
  messagesToday: 0,
  quality: null,
  messagingTier: null,
};

const number = (id: string, registered: boolean) => ({
  businessAccountId: '1',
  phoneNumberId: id,
  displayPhoneNumber: `1555000${id}`,
  verifiedName: `Number ${id}`,
  registered,
  connected: false,
});

function show(type: 'whatsapp' | 'messenger') {
  vi.spyOn(api, 'connectSettings').mockResolvedValue(NOT_SET_UP);
  vi.spyOn(api, 'heldCounts').mockResolvedValue({ groups: [], total: 0 });
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter>
          <ConnectModal type={type} onClose={() => undefined} />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

it('offers the numbers of a pasted token, and asks for a PIN where one is needed', async () => {
  vi.spyOn(api, 'whatsappNumbers').mockResolvedValue({ numbers: [number('1', true), number('2', false)] });
  const connect = vi.spyOn(api, 'connectWhatsappWithToken').mockResolvedValue(CHANNEL);
  show('whatsapp');

  expect(await screen.findByText(/META_SIGNUP_CONFIGURATION_ID/)).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText('Access token'), ' EAAG-token ');
  await userEvent.click(screen.getByRole('button', { name: 'Look it up' }));
  await userEvent.click(await screen.findByRole('radio', { name: /Number 2/ }));
  await userEvent.type(screen.getByLabelText(/Six digits/), '123456');
  await userEvent.click(screen.getByRole('button', { name: 'Connect' }));

  expect(await screen.findByText('Waiting for the first message')).toBeInTheDocument();
  expect(connect).toHaveBeenCalledWith({ token: 'EAAG-token', businessAccountId: '1', phoneNumberId: '2', pin: '123456' });
});

it('keeps what was chosen when Meta refuses, and says why', async () => {
  vi.spyOn(api, 'pagesWithToken').mockResolvedValue([
    { id: '7', name: 'Ana’s Page', instagram: 'ana.flowers', connectable: true },
    { id: '8', name: 'Not hers', instagram: null, connectable: false },
  ]);
  vi.spyOn(api, 'connectPageWithToken').mockRejectedValue(
    new ApiError(422, { status: 422, detail: 'The access token lacks the permissions pages_messaging.' }, null),
  );
  show('messenger');

  await userEvent.type(await screen.findByLabelText('Access token'), 'EAAG-token');
  await userEvent.click(screen.getByRole('button', { name: 'Look it up' }));
  expect(await screen.findByRole('radio', { name: 'Not hers' })).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Connect' }));

  expect(await screen.findByRole('alert')).toHaveTextContent('lacks the permissions pages_messaging');
  expect(screen.getByRole('radio', { name: 'Ana’s Page' })).toBeChecked();
});
