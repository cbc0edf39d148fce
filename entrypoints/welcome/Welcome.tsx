/** What a reader needs to know once: how marks look, what they do, and what Newsgloss does not do. */
export function Welcome() {
  return (
    <article>
      <h1>Newsgloss is ready</h1>
      <p class="lead">
        It explains organisations and policy terms in the news you read, like <span class="mark">NIS2</span> or{' '}
        <span class="mark">WSIS+20</span>.
      </p>
      <ol>
        <li>
          <strong>Rest the pointer on a dotted word</strong>, or tap it. A card says what it is, which stories it is in
          and where that comes from. <kbd>Esc</kbd> closes it.
        </li>
        <li>
          <strong>Open the toolbar button</strong> for all terms of the page and related stories, to search, and to
          switch a site off.
        </li>
        <li>
          <strong>Or use the keyboard.</strong> <kbd>Alt</kbd> <kbd>.</kbd> goes to the next term and opens its card,{' '}
          <kbd>Alt</kbd> <kbd>,</kbd> to the one before, <kbd>Alt</kbd> <kbd>G</kbd> opens the card at hand. Your
          browser’s page for extension shortcuts changes them, and takes one for switching a site off.
        </li>
        <li>
          <strong>Nothing you read leaves this browser.</strong> The explanations are kept on your device; reading a
          page causes no request.
        </li>
      </ol>
      {!import.meta.env.FIREFOX && <p class="hint">Pages that were open before need to be reloaded once.</p>}
    </article>
  );
}
