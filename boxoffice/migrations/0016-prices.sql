-- Price types retired and duplicated by channel (R3.4); further fee columns of the price grids (R3.3).

alter table price_types
  -- Sold no more; its tickets keep it.
  add column retired_at timestamptz,
  add column duplicated_from integer,
  add foreign key (organizer_id, duplicated_from) references price_types (organizer_id, price_type_code);

-- Headings beside FRAIS SALLE and FRAIS ORG. Each belongs to one of these two, in whose sum its amounts stand: the split
-- is the house's own affair, and the reseller is only ever told the two sums.
create table fee_columns (
  organizer_id integer not null references organizers,
  fee_column_id integer not null,
  name text not null check (length(name) between 1 and 60),
  belongs_to text not null check (belongs_to in ('venueFee', 'organizerFee')),
  retired_at timestamptz,
  primary key (organizer_id, fee_column_id),
  unique (organizer_id, name)
);

create table price_grid_fees (
  organizer_id integer not null,
  price_grid_id integer not null,
  price_type_code integer not null,
  seat_category_code integer not null,
  fee_column_id integer not null,
  amount_cents integer not null check (amount_cents between 1 and 10000000),
  primary key (organizer_id, price_grid_id, price_type_code, seat_category_code, fee_column_id),
  foreign key (organizer_id, price_grid_id, price_type_code, seat_category_code)
    references price_grid_lines on delete cascade,
  foreign key (organizer_id, fee_column_id) references fee_columns
);

-- Price types that the interface uses and of which the reseller has not been told yet (R11.2).
create table untold_price_types (
  organizer_id integer not null,
  reseller_id integer not null,
  price_type_code integer not null,
  since timestamptz not null,
  primary key (organizer_id, reseller_id, price_type_code),
  foreign key (organizer_id, reseller_id, price_type_code) references interface_price_types on delete cascade
);
