import { useEffect, useMemo, useRef } from 'react';
import { Button, CopyButton, Group, Text, Title, useComputedColorScheme } from '@mantine/core';
import cytoscape from 'cytoscape';
import { getNonce } from 'get-nonce';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api';
import type { Channel } from '../api/types';
import { channelName, personName, plain } from '../format';
import { accountQuery, keys } from '../queries';
import { strings } from '../strings';

const CONTACTS = 12;
const COLORS = { user: '#0b7285', channel: '#5f3dc4', contact: '#d9480f' };

/** The rule that cytoscape would add by itself, without the nonce that it needs here. */
function addStyle(): void {
  const id = '__________cytoscape_stylesheet';
  if (!document.getElementById(id)) {
    const style = document.createElement('style');
    style.id = id;
    style.nonce = getNonce();
    style.textContent = '.__________cytoscape_container { position: relative; }';
    document.head.append(style);
  }
}

/** The user, the channels and the contacts who wrote last, as the graph has them. */
export default function OwnGraph({ channels }: { channels: Channel[] }) {
  const box = useRef<HTMLDivElement>(null);
  const dark = useComputedColorScheme('light') === 'dark';
  const account = useQuery(accountQuery());
  const settings = useQuery({ queryKey: keys.connectSettings, queryFn: api.connectSettings, staleTime: Infinity });
  const recent = useQuery({
    queryKey: keys.recentConversations,
    queryFn: () => api.conversations({ limit: CONTACTS }),
  });
  const user = account.data;

  const elements = useMemo(() => {
    if (!user) {
      return [];
    }
    const conversations = recent.data?.items ?? [];
    const contacts = new Map(conversations.map((one) => [one.contact.id, personName(one.contact)]));
    const known = new Set(channels.map((channel) => channel.key));
    return [
      { data: { id: 'user', label: plain(user.name, 24), kind: 'user' } },
      ...channels.map((channel) => ({ data: { id: channel.key, label: plain(channelName(channel), 20), kind: 'channel' } })),
      ...channels.map((channel) => ({ data: { source: 'user', target: channel.key, label: 'OWNS' } })),
      ...[...contacts].map(([id, name]) => ({ data: { id, label: plain(name, 18), kind: 'contact' } })),
      ...conversations
        .filter((one) => known.has(one.channel.key))
        .map((one) => ({ data: { source: one.contact.id, target: one.channel.key, label: '' } })),
    ];
  }, [user, channels, recent.data]);

  useEffect(() => {
    if (!box.current || elements.length === 0) {
      return;
    }
    addStyle();
    const text = dark ? '#e9ecef' : '#212529';
    const graph = cytoscape({
      container: box.current,
      elements,
      userZoomingEnabled: false,
      userPanningEnabled: false,
      boxSelectionEnabled: false,
      style: [
        {
          selector: 'node',
          style: { label: 'data(label)', color: text, 'font-size': 11, 'text-valign': 'bottom', 'text-margin-y': 4, 'text-background-color': dark ? '#242424' : '#ffffff', 'text-background-opacity': 0.85, width: 22, height: 22 },
        },
        { selector: 'node[kind="user"]', style: { 'background-color': COLORS.user, width: 34, height: 34 } },
        { selector: 'node[kind="channel"]', style: { 'background-color': COLORS.channel } },
        { selector: 'node[kind="contact"]', style: { 'background-color': COLORS.contact, width: 16, height: 16 } },
        {
          selector: 'edge',
          style: {
            label: 'data(label)',
            color: text,
            'font-size': 8,
            width: 1.4,
            'line-color': '#868e96',
            'curve-style': 'bezier',
          },
        },
      ],
      layout: { name: 'breadthfirst', roots: ['user'], circle: true, avoidOverlap: true, spacingFactor: 1.1, animate: false },
    });
    return () => graph.destroy();
  }, [elements, dark]);

  const query = user
    ? `MATCH p = (user:User {id: '${user.id}'})-[:OWNS|HAS_CONTACT]->() RETURN p LIMIT 50`
    : '';
  const browser = settings.data?.neo4jBrowser;
  return (
    <>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {strings.overview.graph}
        </Title>
        {browser ? (
          <Button
            size="xs"
            variant="default"
            component="a"
            href={`${browser}${browser.includes('?') ? '&' : '?'}cmd=edit&arg=${encodeURIComponent(query)}`}
            target="_blank"
            rel="noopener"
          >
            {strings.overview.browser}
          </Button>
        ) : (
          <CopyButton value={query}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? strings.copied : strings.overview.copyQuery}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
      <Text size="sm" c="var(--muted)">
        {strings.overview.graphHint}
      </Text>
      <div
        ref={box}
        style={{ height: 320 }}
        role="img"
        aria-label={`${strings.overview.graph}: ${channels.map(channelName).join(', ')}`}
      />
    </>
  );
}
