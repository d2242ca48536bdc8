-- Every page shows how many seats wait for their fence: few rows, found without reading all seats.
create index performance_seats_awaiting_fence on performance_seats (organizer_id)
  where fence_acknowledged < fence;
