import { IconBrandInstagram, IconBrandMessenger, IconBrandWhatsapp, IconMessage } from '@tabler/icons-react';
import { strings } from '../strings';

const ICONS = { whatsapp: IconBrandWhatsapp, messenger: IconBrandMessenger, instagram: IconBrandInstagram };
const COLORS = {
  whatsapp: 'var(--mantine-color-green-7)',
  messenger: 'var(--mantine-color-blue-7)',
  instagram: 'var(--mantine-color-grape-7)',
};

export function PlatformIcon({ type, size = 18, labelled = true }: { type: string; size?: number; labelled?: boolean }) {
  const Icon = ICONS[type as keyof typeof ICONS] ?? IconMessage;
  const color = COLORS[type as keyof typeof COLORS];
  return labelled ? (
    <Icon size={size} color={color} role="img" aria-label={strings.platforms[type] ?? type} />
  ) : (
    <Icon size={size} color={color} aria-hidden />
  );
}
