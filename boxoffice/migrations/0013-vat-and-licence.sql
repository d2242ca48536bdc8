-- What the law asks of a show's tickets and takings: the licence number that they print (R2.5), and its VAT.

alter table organizers add column licence_number text not null default '' check (length(licence_number) <= 60);

alter table shows
  -- Empty: the organizer's is printed.
  add column licence_number text not null default '' check (length(licence_number) <= 60),
  -- firstPerformances: 2.10 % for the first 140 performances, then 5.5 %; reduced: 5.5 %; standard: 20 %.
  add column vat_regime text not null default 'reduced'
    check (vat_regime in ('firstPerformances', 'reduced', 'standard')),
  -- Given elsewhere, or before this house kept its books here: they count among the first 140.
  add column performances_before integer not null default 0 check (performances_before between 0 and 9999);

-- A cancelled performance keeps its number and its books, and counts among no 140.
alter table performances add column cancelled_at timestamptz;
