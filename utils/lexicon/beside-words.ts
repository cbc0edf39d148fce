import { BESIDE } from './flags.ts';
import { hashWord } from './hashes.ts';

/**
 * English words that tell, beside a name, what the name is of; those without a capital in any case. They are compiled
 * into every lexicon, so that the content script need not hold them.
 */
const WORDS: readonly (readonly [keyof typeof BESIDE, string])[] = [
  [
    'body',
    'said says saying told announced announces unveiled unveils launched launches plans planned expects expected agreed acquired acquires bought buys ' +
      'reported reports posted invested invests hired hires fired sued sues filed files declined argues argued warned warns confirmed confirms ' +
      'denied denies disclosed published issued introduced released releases offers offered sells sold makes made builds built runs operates owns ' +
      'pays paid spent spends wants faces faced refused appealed settled fined raised reached struck signed partnered competes acknowledged ' +
      'declared estimates urged urges recommends funds funded supports supported implements employs will would has had is was did does ' +
      'CEO CFO CTO COO CISO chief chairman chairwoman chair chairperson president director directors executive executives spokesman spokeswoman ' +
      'spokesperson official officials founder co-founder boss employees employee staff engineers engineer workers worker analyst analysts ' +
      'economist economists strategist researchers researcher investors investor shareholders users user customers customer clients subscribers ' +
      'shares share stock stocks bonds products product devices device services service software apps platform platforms unit arm subsidiary ' +
      'store stores branches headquarters office offices campus supplier suppliers lawyers attorneys rival rivals deal lawsuit contract ' +
      'data-centre contractor contractors guidance advisory alert report documents agent agents project projects column columnist ' +
      'journalist reporter editor newsroom regions outage cloud Inc Corp Corporation Ltd LLC PLC plc AG Co Group owned backed ' +
      'bank lender newspaper retailer supermarket wholesaler chain account accounts adviser programme program secretariat meeting',
  ],
  [
    'place',
    'Park Stadium Field Arena Centre Center Street Road Avenue Lane Drive Square Plaza Tower Hall Bridge River Creek Lake Valley Hill Hills Mountain ' +
      'Mountains Beach Bay Island Islands Point Canyon Ridge County Township City Town Village Forest Rainforest Ranch Farm Farms Airport Station ' +
      'Museum Library School College Hospital Church Chapel Cathedral Theatre Theater Prize Prizes Award Awards Cup Open Classic Masters Marathon ' +
      'Trophy Championship Heritage Bowl Games Festival Records Band Orchestra Book Books Night Bike Bikes Washington Fellowship Pavilion Garden Gardens',
  ],
  [
    'person',
    'Mr Mrs Ms Miss Dr Sir Dame Lord Lady Prof Professor Sen Senator Rep Congressman Congresswoman Mayor Governor ' +
      'Gov Judge Justice Captain Capt Sgt Sergeant Sergeants Constable Lieutenant Colonel Corporal Coach Messrs Nurse Detective Inspector Rev Reverend Father Sister Uncle Aunt St Mount ' +
      'Adam Alan Alex Alice Amy Andrea Andrew Andy Ann Anna Anne Anthony Barbara Ben Benjamin Bill Billy Bob Brian Bruce Carl Carol Charles Charlie Chris ' +
      'Christina Claire Cory Craig Dan Daniel Dave David Dennis Derek Devin Diana Donald Donna Doug Ed Edward Elizabeth Ellen Emily Emma Eric Fiona Frank Fred ' +
      'Gary George Gerald Grace Graham Greg Hannah Harold Harry Helen Henry Howard Ian Isabel Jack Jacob James Jane Janet Jason Jeff Jennifer Jeremy Jessica Jim ' +
      'Joan Joe John Jonathan Joseph Joshua Judith Julia Julie Karen Kate Katherine Keith Kelly Kenneth Kevin Larry Laura Lauren Linda Lisa Louis Louise Lucy Luke ' +
      'Marcus Margaret Maria Mark Martha Martin Mary Matthew Megan Michael Michelle Mike Molly Nancy Nathan Neil Nicholas Nick Nicole Olivia Pamela Patricia ' +
      'Patrick Paul Peter Philip Rachel Ralph Raymond Rebecca Richard Rob Robert Roger Ronald Rose Ross Roy Russell Ruth Ryan Sam Samuel Sandra Sara Sarah Scott Sean ' +
      'Sharon Sheila Simon Sophie Stephen Steve Steven Stuart Susan Ted Teresa Terry Thomas Tim Timothy Todd Tom Tony Tyler Victoria Vincent Walter Wayne William',
  ],
  [
    'leader',
    'The A An And Or But In On At By For From With To Of As If When While After Before Since Though Although Because Where Which Who What How Why ' +
      'This That These Those Its Their Our His Her Your My Both Like Unlike Under Over Between Among Against CEO President Chairman Director Minister ' +
      'Secretary Rival Rivals Giant Giants Firm Company Former Senior Tech Big Only Even Not Is Are Can Will Does Did Has Have Then So Yet Now Here ' +
      'There Also Meanwhile However Today Yesterday Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June ' +
      'July August September October November December Inside Behind About Into Via Than Plus Did Should Could Would Let Why Says Said Analysis ' +
      'Future Rise Role Impact Importance Evolution Evaluation Challenges Benefits Limits Politics Ethics Economics History Risks Dangers Promise Value Need ' +
      'Vice Deputy Managing General Counsel Administrator Commissioner Ambassador Representative Resident Special Assistant Acting Interim Regional Board Member Members ' +
      'Executive Foreign Parliamentary Convention Treaty Law Nations ' +
      'Exclusive Opinion Update Watch Read Use Using Investors Shares Executives Analysts Officials Lawyers Researchers Engineers',
  ],
  [
    'organ',
    'Committee Council Commission Assembly Parliament Court Bureau Secretariat Secretary-General Presidency Delegation Commissioner Representative ' +
      'Rapporteur Envoy Minister Ministers Ambassador Convention Treaty Protocol Charter Act Regulation Directive Resolution Recommendation ' +
      'Declaration Guidelines Strategy Summit Conference',
  ],
  ['work', 'Project Program Programme Fund Initiative Act Bill Conference Award'],
];

/** The hash of each word, and the bits of all that it says. */
export function besideWords(): { hashes: Uint32Array; bits: Uint8Array } {
  const words = new Map<number, number>();
  for (const [kind, list] of WORDS) {
    for (const word of list.split(' ')) {
      const hash = hashWord(word);
      words.set(hash, (words.get(hash) ?? 0) | BESIDE[kind]);
    }
  }
  return { hashes: Uint32Array.from(words.keys()), bits: Uint8Array.from(words.values()) };
}
