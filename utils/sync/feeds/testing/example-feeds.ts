/** One small feed in every format, all with the same two stories; written for these tests. */
const RSS_ITEMS = `
    <item>
      <title>Ministers agree on NIS2 guidance &amp;amp; checks</title>
      <link>https://news.example/nis2-guidance</link>
      <guid isPermaLink="false">story-1</guid>
      <description><![CDATA[<p>The <b>Cyber Centre</b> will check&nbsp;plans.</p><script>alert(1)</script>]]></description>
      <pubDate>Tue, 24 Nov 2026 08:30:00 +0100</pubDate>
    </item>
    <item>
      <title>Roots of the internet move house</title>
      <link>/roots</link>
      <description>Nothing changes for readers.</description>
      <pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate>
    </item>`;

const RDF_ITEMS = `
  <item rdf:about="https://news.example/nis2-guidance">
    <title>Ministers agree on NIS2 guidance &amp;amp; checks</title>
    <link>https://news.example/nis2-guidance</link>
    <description>The Cyber Centre will check plans.</description>
    <dc:date>2026-11-24T08:30:00+01:00</dc:date>
  </item>
  <item rdf:about="https://news.example/roots">
    <title>Roots of the internet move house</title>
    <link>https://news.example/roots</link>
    <description>Nothing changes for readers.</description>
    <dc:date>2026-11-23T10:00:00Z</dc:date>
  </item>`;

const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"';

function rss(version: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="${version}">
  <channel>
    <title>Example News</title>
    <link>https://news.example/</link>
    <description>News of an example.</description>
    <language>en-IE</language>
    <ttl>120</ttl>${RSS_ITEMS}
  </channel>
</rss>`;
}

export const EXAMPLE_FEEDS = {
  'RSS 0.90': `<?xml version="1.0"?>
<rdf:RDF ${RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/">
  <channel><title>Example News</title><link>https://news.example/</link><description>News.</description></channel>${RDF_ITEMS}
</rdf:RDF>`,
  'RSS 0.91': rss('0.91'),
  'RSS 0.92': rss('0.92'),
  'RSS 2.0': rss('2.0'),
  'RDF 1.0': `<?xml version="1.0"?>
<rdf:RDF ${RDF} xmlns="http://purl.org/rss/1.0/">
  <channel rdf:about="https://news.example/rss">
    <title>Example News</title><link>https://news.example/</link><description>News.</description>
    <items><rdf:Seq><rdf:li rdf:resource="https://news.example/nis2-guidance"/></rdf:Seq></items>
  </channel>${RDF_ITEMS}
</rdf:RDF>`,
  'Atom 0.3': `<?xml version="1.0"?>
<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en">
  <title>Example News</title>
  <link rel="alternate" type="text/html" href="https://news.example/"/>
  <modified>2026-11-24T08:00:00Z</modified>
  <entry>
    <title mode="escaped" type="text/html">Ministers agree on NIS2 guidance &amp;amp; checks</title>
    <link rel="alternate" href="https://news.example/nis2-guidance"/>
    <id>story-1</id>
    <issued>2026-11-24T08:30:00+01:00</issued>
    <modified>2026-11-24T09:00:00Z</modified>
    <summary mode="escaped" type="text/html">&lt;p&gt;The Cyber Centre will check plans.&lt;/p&gt;</summary>
  </entry>
  <entry>
    <title>Roots of the internet move house</title>
    <link rel="alternate" href="https://news.example/roots"/>
    <id>story-2</id>
    <issued>2026-11-23T10:00:00Z</issued>
    <summary>Nothing changes for readers.</summary>
  </entry>
</feed>`,
  'Atom 1.0': `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://news.example/">
  <title type="text">Example News</title>
  <link rel="self" href="https://news.example/atom"/>
  <link href="https://news.example/"/>
  <id>urn:example:news</id>
  <updated>2026-11-24T08:00:00Z</updated>
  <entry>
    <title type="html">Ministers agree on NIS2 guidance &amp;amp; checks</title>
    <link rel="enclosure" href="https://news.example/a.mp3"/>
    <link rel="alternate" href="nis2-guidance"/>
    <id>story-1</id>
    <published>2026-11-24T08:30:00+01:00</published>
    <updated>2026-11-24T09:00:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p onclick="steal()">The <b>Cyber Centre</b> will check plans.</p><script>alert(1)</script></div></content>
  </entry>
  <entry>
    <title>Roots of the internet move house</title>
    <link href="roots"/>
    <id>story-2</id>
    <updated>2026-11-23T10:00:00Z</updated>
    <summary>Nothing changes for readers.</summary>
  </entry>
</feed>`,
  'JSON Feed 1.0': jsonFeed('https://jsonfeed.org/version/1'),
  'JSON Feed 1.1': jsonFeed('https://jsonfeed.org/version/1.1'),
} as const;

function jsonFeed(version: string): string {
  return JSON.stringify({
    version,
    title: 'Example News',
    home_page_url: 'https://news.example/',
    language: 'en',
    items: [
      {
        id: 'story-1',
        url: 'https://news.example/nis2-guidance',
        title: 'Ministers agree on NIS2 guidance & checks',
        content_html: '<p>The <b>Cyber Centre</b> will check plans.</p><script>alert(1)</script>',
        date_published: '2026-11-24T08:30:00+01:00',
      },
      {
        id: 'story-2',
        url: 'https://news.example/roots',
        title: 'Roots of the internet move house',
        content_text: 'Nothing changes for readers.',
        date_published: '2026-11-23T10:00:00Z',
      },
    ],
  });
}

/** An RSS 2.0 feed around some items. */
export function rssWith(items: string, channel = ''): string {
  return `<rss version="2.0"><channel><title>Example News</title><link>https://news.example/</link>${channel}${items}</channel></rss>`;
}
