import { afterEach, expect, it, vi } from 'vitest';
import { packagedSource } from './packaged-source.ts';

vi.mock('webextension-polyfill', () => ({
  default: { runtime: { getURL: (path: string) => `https://extension.example/${path}` } },
}));

afterEach(() => {
  vi.restoreAllMocks();
});

it('a file that cannot be read for a moment is read at the next question, and no more once it was', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValueOnce(new TypeError('Failed to fetch'));
  asked.mockImplementation(async () => new Response('null'));
  await expect(packagedSource()).rejects.toThrow('Failed to fetch');
  expect(await packagedSource()).toBeUndefined();
  expect(await packagedSource()).toBeUndefined();
  expect(asked).toHaveBeenCalledTimes(2);
});
