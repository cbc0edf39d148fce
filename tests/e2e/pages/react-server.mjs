import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { Page } from './react-page.mjs';

/** What the server of the page sends: run by Node, it prints the HTML that the page's script then takes over. */
process.stdout.write(renderToString(createElement(Page)));
