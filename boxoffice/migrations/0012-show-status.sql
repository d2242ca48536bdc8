-- Since when the reseller has shown a show's present status (R2.2): how long allotted seats have been on sale to nobody.
alter table reseller_shows add column status_since timestamptz;
alter table reseller_shows add check ((status is null) = (status_seen_at is null)),
  add check ((status is null) = (status_since is null)),
  add check (status in ('confirmed', 'announced', 'onSale', 'stopped'));
