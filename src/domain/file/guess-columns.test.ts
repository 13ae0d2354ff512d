import { readFileSync } from 'node:fs';
import path from 'node:path';
import { useOfHeader } from './column-names';
import { guessColumns, guessHeaded } from './guess-columns';

describe('useOfHeader', () => {
  test.each([
    [
      'email',
      ['Email', 'E-Mail-Adresse', 'courriel', 'Correo electrónico', 'Indirizzo e-mail', 'E-postadress'],
    ],
    ['email', ['Endereço de e-mail', 'e-mailadres', 'Adres e-mail', 'メールアドレス', 'Электронная почта']],
    ['email', ['Customer e-mail (work)', 'E_MAIL', ' e mail ']],
    ['name', ['Name', 'Full name', 'Vollständiger Name', 'Nom complet', 'Nombre completo', 'Nome completo']],
    ['name', ['Volledige naam', 'Imię i nazwisko', 'Fullständigt namn', '氏名', 'ФИО']],
    [
      'firstName',
      ['First Name', 'Vorname', 'Prénom', 'PRENOM', 'Nombre de pila', 'Primeiro nome', 'Voornaam'],
    ],
    ['firstName', ['Imię', 'Förnamn', '名', 'Имя']],
    [
      'lastName',
      ['Last name', 'Nachname', 'Nom de famille', 'Apellidos', 'Cognome', 'Sobrenome', 'Achternaam'],
    ],
    ['lastName', ['Nazwisko', 'Efternamn', '姓', 'Фамилия']],
    [
      'organizations',
      ['Organization(s)', 'Organisationen', 'Firma', 'Société', 'Empresa', 'Azienda', 'Bedrijf'],
    ],
    ['organizations', ['Organizações', 'Organizacje', 'Företag', '会社名', 'Компания', 'Account Name']],
    ['endsAt', ['End date', 'Enddatum', 'Gültig bis', 'Date de fin', 'Fecha de fin', 'Data di scadenza']],
    ['endsAt', ['Data de término', 'Einddatum', 'Ważne do', 'Slutdatum', '終了日', 'Дата окончания']],
    [null, ['Phone', 'Notizen', 'City', 'errors', '', '-', '123']],
  ] as const)('knows columns for %s', (use, names) => {
    expect(Object.fromEntries(names.map((name) => [name, useOfHeader(name)]))).toEqual(
      Object.fromEntries(names.map((name) => [name, use])),
    );
  });
});

describe('a column is known by the name that the screens give it', () => {
  const NAMED = {
    'import.use.email': 'email',
    'import.use.first-name': 'firstName',
    'import.use.last-name': 'lastName',
    'import.use.organizations': 'organizations',
    'import.use.last-day': 'endsAt',
  } as const;

  test.each(['en', 'de', 'fr', 'es', 'ja'])('in %s', (language) => {
    const file = path.resolve(__dirname, `../../i18n/messages.${language}.json`);
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    const header = Object.keys(NAMED).map((key) => words[key] ?? '');
    expect(guessColumns(header, []).columns).toEqual(Object.values(NAMED));
    expect(useOfHeader(words['import.use.name'] ?? '')).toBe('name');
  });
});

describe('guessHeaded', () => {
  test.each([
    [['Email', 'Name'], [['ada@acme.example', 'Ada']], true],
    [['Spalte 1', 'Spalte 2'], [['ada@acme.example', 'Ada']], true],
    [['ada@acme.example', 'Company'], [['bob@acme.example', 'Bob']], false],
    [['12', '34'], [['56', '78']], false],
    [['', '', 'errors'], [['ada@acme.example', 'Ada', 'wrong']], true],
  ])('of %j', (first, others, headed) => {
    expect(guessHeaded(first, others)).toBe(headed);
  });
});

describe('guessColumns', () => {
  test('goes by names, with organizations in several columns', () => {
    expect(
      guessColumns(['Kunde seit', 'E-Mail', 'Vorname', 'Nachname', 'Firma', 'Organisation'], []).columns,
    ).toEqual([null, 'email', 'firstName', 'lastName', 'organizations', 'organizations']);
  });

  test('gives each other use to one column: of several for addresses to that with most', () => {
    const rows = [
      ['yes', 'ada@acme.example', 'Ada', 'A'],
      ['no', 'bob@acme.example', 'Bob', 'B'],
    ];
    expect(guessColumns(['Email opt-in', 'Work e-mail', 'Full name', 'Name'], rows).columns).toEqual([
      null,
      'email',
      'name',
      null,
    ]);
  });

  test.each([
    [
      ['Name', 'Vorname', 'Mail'],
      ['lastName', 'firstName', 'email'],
    ],
    [
      ['Nom', 'Prénom', 'Courriel'],
      ['lastName', 'firstName', 'email'],
    ],
    [
      ['Nombre', 'Apellidos', 'Correo'],
      ['firstName', 'lastName', 'email'],
    ],
    [
      ['Nome', 'Cognome', 'Mail'],
      ['firstName', 'lastName', 'email'],
    ],
    [
      ['Name', 'First name', 'Last name'],
      ['name', 'firstName', 'lastName'],
    ],
  ])('reads the names in %j together', (header, columns) => {
    expect(guessColumns(header, []).columns).toEqual(columns);
  });

  test('finds the addresses where no name tells them', () => {
    expect(guessColumns(['Login', 'Company'], [['ada@acme.example', 'Acme']]).columns).toEqual([
      'email',
      'organizations',
    ]);
  });

  test('goes by what stands in the columns where there are no names', () => {
    const rows = ['Ada', 'Bob', 'Cy', 'Dee', 'Eve', 'Flo'].map((name, index) => [
      `${index}`,
      name,
      `${name}@acme.example`,
      index < 4 ? 'Acme' : 'Globex',
      '2027-01-01',
    ]);
    expect(guessColumns(['', '', '', '', ''], rows).columns).toEqual([
      null,
      'name',
      'email',
      'organizations',
      null,
    ]);
  });
});

describe('of several columns with addresses', () => {
  const rows = [
    ['sam@us.example', 'kim@north.example', 'kim@home.example'],
    ['sam@us.example', 'lee@north.example', ''],
  ];

  test.each([
    [['Account Manager Email', 'Email', 'Personal Email'], 1],
    [['Owner e-mail', 'Customer e-mail', 'Other'], 1],
    [['Agent', 'Work email', 'Second email'], 1],
  ])('%j: the customer’s', (header, index) => {
    expect(guessColumns(header, rows).columns.indexOf('email')).toBe(index);
  });

  test('one that holds none gives way', () => {
    expect(guessColumns(['Email', 'Contact e-mail'], [['', 'kim@north.example']]).columns).toEqual([
      null,
      'email',
    ]);
  });
});
