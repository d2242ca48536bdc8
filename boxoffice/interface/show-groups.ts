interface Row {
  showGroupId: number;
  groupName: string;
  showNumber: number;
  title: string;
}

/** Rows sorted by group and show, made into the tree that the choice screens show. */
export function grouped<Given extends Row, Performance>(
  rows: readonly Given[],
  performanceOf: (row: Given) => Performance,
): {
  showGroupId: number;
  name: string;
  shows: { showNumber: number; title: string; performances: Performance[] }[];
}[] {
  const groups: ReturnType<typeof grouped<Given, Performance>> = [];
  for (const row of rows) {
    let group = groups.at(-1);
    if (group?.showGroupId !== row.showGroupId) {
      group = { showGroupId: row.showGroupId, name: row.groupName, shows: [] };
      groups.push(group);
    }
    let show = group.shows.at(-1);
    if (show?.showNumber !== row.showNumber) {
      show = { showNumber: row.showNumber, title: row.title, performances: [] };
      group.shows.push(show);
    }
    show.performances.push(performanceOf(row));
  }
  return groups;
}
