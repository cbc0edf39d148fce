import { useEffect, useState } from 'preact/hooks';
import { type Followed, follow } from '../utils/follow.ts';

/** A stored value, followed; `first` is what it was when the page was read, so that nothing moves once it is painted. */
export function useFollowed<T>(value: Followed<T>, first: T): T {
  const [stands, setStands] = useState(first);
  useEffect(() => follow(value, setStands), [value]);
  return stands;
}
