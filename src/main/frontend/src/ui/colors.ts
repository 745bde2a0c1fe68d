/** Colours behind white text, dark enough to be read by everybody (WCAG 1.4.3). */
export const GOOD = '#1c6b2d';
export const BAD = '#b3261e';
export const WARNING = '#9a4a00';
export const NEUTRAL = '#495057';
