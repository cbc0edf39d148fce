import { TermCard, type TermCardProps } from './TermCard.tsx';

export interface CardPanelProps extends TermCardProps {
  readonly isPinned: boolean;
  readonly onPin: () => void;
  readonly onClose: () => void;
}

/** What stands in the card of a page: a term, and what can be done with the card. */
export function CardPanel({ isPinned, onPin, onClose, ...term }: CardPanelProps) {
  return (
    <>
      <div class="panel__tools">
        <button type="button" class="tool" aria-pressed={isPinned} title="Keep this card open" onClick={onPin}>
          Pin
        </button>
        <button type="button" class="tool" aria-label="Close" title="Close (Esc)" onClick={onClose}>
          ✕
        </button>
      </div>
      <TermCard {...term} />
    </>
  );
}
