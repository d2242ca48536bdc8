-- The network's own plans, and how the venue's codes are tied to them (R11.1). Every import is a version that stays: the
-- highest is in force, and going back is a version too.

create table network_halls (
  institution_code integer not null references institutions,
  network_hall_id integer not null check (network_hall_id >= 1),
  name text not null check (length(name) between 1 and 200),
  primary key (institution_code, network_hall_id)
);

create table network_seats (
  institution_code integer not null,
  network_hall_id integer not null,
  network_seat_id integer not null check (network_seat_id >= 1),
  floor text not null,
  zone text not null,
  row_label text not null,
  seat_number text not null,
  x numeric(9, 2) not null,
  y numeric(9, 2) not null,
  primary key (institution_code, network_hall_id, network_seat_id),
  foreign key (institution_code, network_hall_id) references network_halls
);

create table code_imports (
  institution_code integer not null references institutions,
  hall_code integer not null check (hall_code >= 1),
  version integer not null check (version >= 1),
  network_hall_id integer not null,
  organizer_code integer not null,
  hall_name text not null,
  plan_version integer not null,
  score integer not null check (score between 0 and 100),
  imported_at timestamptz not null,
  user_name text not null references staff,
  -- Set where the version was brought back by hand: whose seats and codes it has.
  restored_version integer check (restored_version < version),
  primary key (institution_code, hall_code, version),
  foreign key (institution_code, network_hall_id) references network_halls
);

-- Floors, zones and categories of a version; halls, price types and holds are the organizer's and stand in known_codes.
create table mapped_codes (
  institution_code integer not null,
  hall_code integer not null,
  version integer not null,
  kind text not null check (kind in ('floor', 'zone', 'seatCategory')),
  code integer not null,
  label text not null,
  -- No longer in the venue's list, but seats that are allotted or sold bear it.
  gone boolean not null default false,
  primary key (institution_code, hall_code, version, kind, code),
  foreign key (institution_code, hall_code, version) references code_imports
);

create table mapped_seats (
  institution_code integer not null,
  hall_code integer not null,
  version integer not null,
  seat_code integer not null,
  floor_code integer not null,
  zone_code integer not null,
  seat_category_code integer not null,
  row_label text not null,
  seat_number text not null,
  x numeric(9, 2) not null,
  y numeric(9, 2) not null,
  -- The network's own seat; null where none is tied to it.
  network_seat_id integer,
  matched_by text check (matched_by in ('labelAndPlace', 'label', 'place')),
  gone boolean not null default false,
  primary key (institution_code, hall_code, version, seat_code),
  foreign key (institution_code, hall_code, version) references code_imports,
  check ((network_seat_id is null) = (matched_by is null))
);
-- No seat of the network is two of the venue's.
create unique index mapped_seats_once on mapped_seats (institution_code, hall_code, version, network_seat_id)
  where network_seat_id is not null;

create trigger code_imports_append_only before update or delete on code_imports
  for each row execute function refuse_change();
create trigger mapped_codes_append_only before update or delete on mapped_codes
  for each row execute function refuse_change();
create trigger mapped_seats_append_only before update or delete on mapped_seats
  for each row execute function refuse_change();
