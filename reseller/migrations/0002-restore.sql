-- A network restored from a backup sells nothing of an institution until the venue has given back what was lost (rule 10).

alter table institutions add column restored_at timestamptz;

insert into contingent_transitions (movement, from_state, to_state) values
  ('giveBack', 'offered', 'sold'),
  ('giveBack', 'inBasket', 'sold'),
  ('giveBack', 'withdrawn', 'sold');
