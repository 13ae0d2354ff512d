import type { ColumnUse } from '../invitation/import-row';

/** What a column of exactly this name holds, or nothing known: enough where nobody sees a preview. */
export function useOfExactHeader(name: string): ColumnUse | null {
  return EXACT.get(keyOf(name)) ?? null;
}

/** What a column of this name, or of one with a known part, holds, or nothing known. */
export function useOfHeader(name: string): ColumnUse | null {
  const key = keyOf(name);
  if (key === '') return null;
  return (
    useOfExactHeader(name) ??
    WITHIN.find(([, parts]) => parts.some((part) => key.includes(part)))?.[0] ??
    null
  );
}

/** Whether a first row holds the names of columns: never one with an address in it. */
export function isHeader(cells: readonly string[]): boolean {
  return !cells.some((cell) => cell.includes('@')) && cells.some((cell) => useOfHeader(cell) !== null);
}

/** Without case, accents, spaces and punctuation. */
function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l');
}

/**
 * Names in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Japanese and Russian, and
 * those that Jira, Salesforce, HubSpot, Zendesk, Google and Outlook export.
 */
const NAMES: Readonly<Record<ColumnUse, readonly string[]>> = {
  email: [
    ...['email', 'e-mail', 'mail', 'email address', 'mail address', 'user email', 'customer email'],
    ...['e-mail 1 - value', 'primary email', 'work email', 'e-mail-adresse', 'mailadresse', 'adresse e-mail'],
    ...['courriel', 'adresse électronique', 'mél', 'correo', 'correo electrónico', 'dirección de correo'],
    ...[
      'posta elettronica',
      'indirizzo e-mail',
      'indirizzo mail',
      'correio eletrónico',
      'correio eletrônico',
    ],
    ...[
      'endereço de e-mail',
      'e-mailadres',
      'mailadres',
      'adres e-mail',
      'poczta',
      'adres mailowy',
      'e-post',
    ],
    ...['e-postadress', 'epostadress', 'メール', 'メールアドレス', 'eメール', '電子メール', 'почта'],
    ...['электронная почта', 'эл. почта', 'адрес электронной почты', 'имейл', 'емейл', 'е-мейл'],
  ],
  name: [
    ...[
      'name',
      'full name',
      'display name',
      'customer name',
      'contact name',
      'contact',
      'user name',
      'person',
    ],
    ...[
      'customer',
      'vollständiger name',
      'anzeigename',
      'kundenname',
      'ansprechpartner',
      'vor- und nachname',
    ],
    ...['nom', 'nom complet', 'nom et prénom', 'prénom et nom', 'nom affiché', 'nombre completo'],
    ...['nombre y apellidos', 'nombre y apellido', 'nombre', 'nome', 'nome completo', 'nome e cognome'],
    ...['nominativo', 'nome visualizzato', 'nome de exibição', 'naam', 'volledige naam', 'weergavenaam'],
    ...['imię i nazwisko', 'pełna nazwa', 'nazwa wyświetlana', 'namn', 'fullständigt namn', 'visningsnamn'],
    ...[
      '氏名',
      '名前',
      'お名前',
      '表示名',
      'имя и фамилия',
      'фио',
      'ф.и.о.',
      'полное имя',
      'отображаемое имя',
    ],
  ],
  firstName: [
    ...['first name', 'given name', 'forename', 'fname', 'vorname', 'rufname', 'prénom', 'prénoms'],
    ...['primer nombre', 'nombre de pila', 'nombres', 'nome di battesimo', 'primeiro nome', 'nome próprio'],
    ...['voornaam', 'imię', 'förnamn', 'tilltalsnamn', '名', '名（名）', 'имя'],
  ],
  lastName: [
    ...['last name', 'surname', 'family name', 'lname', 'nachname', 'familienname', 'zuname'],
    ...['nom de famille', 'apellido', 'apellidos', 'primer apellido', 'cognome', 'sobrenome', 'apelido'],
    ...['último nome', 'achternaam', 'familienaam', 'nazwisko', 'efternamn', '姓', '苗字', '名字', 'фамилия'],
  ],
  organizations: [
    ...['organization', 'organizations', 'organisation', 'organisations', 'organization name', 'org', 'orgs'],
    ...[
      'organization(s)',
      'organisation(s)',
      'company',
      'companies',
      'company name',
      'account name',
      'employer',
    ],
    ...['business', 'company(s)', 'jsm organization', 'organization 1 - name', 'organisationen', 'firma'],
    ...['firmen', 'firmenname', 'unternehmen', 'gesellschaft', 'arbeitgeber', 'société', 'sociétés'],
    ...['entreprise', 'entreprises', 'compagnie', 'organisme', 'raison sociale', 'empresa', 'empresas'],
    ...['organización', 'organizaciones', 'compañía', 'azienda', 'aziende', 'società', 'organizzazione'],
    ...['organizzazioni', 'ditta', 'impresa', 'organização', 'organizações', 'companhia', 'bedrijf'],
    ...['bedrijven', 'bedrijfsnaam', 'organisatie', 'organisaties', 'onderneming', 'firmy', 'organizacja'],
    ...['organizacje', 'przedsiębiorstwo', 'spółka', 'nazwa firmy', 'företag', 'företagsnamn', 'bolag'],
    ...['organisationer', '組織', '組織名', '会社', '会社名', '企業', '企業名', '団体', '法人名', '所属'],
    ...['организация', 'организации', 'компания', 'компании', 'название компании', 'фирма', 'предприятие'],
  ],
  endsAt: [
    // As the screens name it.
    ...['last day of access', 'letzter tag des zugangs', "dernier jour d'accès", 'último día de acceso'],
    ...['アクセスの最終日', 'last day', 'letzter tag', 'dernier jour', 'último día', '最終日'],
    ...[
      'end date',
      'end',
      'ends',
      'ends at',
      'ends on',
      'expires',
      'expiry',
      'expiry date',
      'expiration date',
    ],
    ...[
      'expires at',
      'expires on',
      'valid until',
      'valid to',
      'access until',
      'until',
      'enddatum',
      'ablaufdatum',
    ],
    ...['gültig bis', 'bis', 'befristet bis', 'endet am', 'ablauf', 'date de fin', 'fin', 'expiration'],
    ...["date d'expiration", "valable jusqu'au", "jusqu'au", 'fecha de fin', 'fecha fin', 'vencimiento'],
    ...['fecha de vencimiento', 'fecha de caducidad', 'válido hasta', 'hasta', 'data di fine', 'data fine'],
    ...['scadenza', 'data di scadenza', 'valido fino al', 'fino al', 'data de término', 'data final'],
    ...[
      'data de fim',
      'data de validade',
      'validade',
      'válido até',
      'einddatum',
      'vervaldatum',
      'geldig tot',
    ],
    ...['data zakończenia', 'data końcowa', 'data wygaśnięcia', 'ważne do', 'ważny do', 'slutdatum'],
    ...['förfallodatum', 'giltig till', 'utgångsdatum', '終了日', '有効期限', '期限', '失効日', '満了日'],
    ...['дата окончания', 'срок действия', 'действует до', 'действителен до', 'до'],
  ],
};

const EXACT: ReadonlyMap<string, ColumnUse> = new Map(
  (['endsAt', 'organizations', 'lastName', 'firstName', 'name', 'email'] as const).flatMap((use) =>
    NAMES[use].map((name) => [keyOf(name), use] as const),
  ),
);

/** Parts of longer names, the surest first: `Customer e-mail (work)`, `Firma des Kunden`. */
const WITHIN: readonly (readonly [ColumnUse, readonly string[]])[] = (
  [
    [
      'email',
      ['email', 'mailadress', 'courriel', 'correoelectronico', 'epost', 'メール', 'электроннаяпочта'],
    ],
    ['firstName', ['firstname', 'givenname', 'vorname', 'prenom', 'voornaam', 'fornamn']],
    ['lastName', ['lastname', 'surname', 'familyname', 'nachname', 'apellido', 'cognome', 'achternaam']],
    ['lastName', ['nazwisko', 'efternamn', 'фамилия']],
    ['organizations', ['organization', 'organisation', 'organizacion', 'organizzazion', 'organizac']],
    ['organizations', ['organisatie', 'company', 'companies', 'firma', 'unternehmen', 'entreprise']],
    [
      'organizations',
      ['societe', 'empresa', 'azienda', 'bedrijf', 'foretag', '会社', '組織', 'компани', 'организац'],
    ],
    [
      'endsAt',
      ['enddate', 'expirydate', 'expirationdate', 'validuntil', 'ablaufdatum', 'gultigbis', '有効期限'],
    ],
    ['name', ['fullname', 'displayname', 'customername', 'contactname', '氏名']],
  ] satisfies [ColumnUse, string[]][]
).map(([use, parts]) => [use, parts.map(keyOf)] as const);
