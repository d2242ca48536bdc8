import type { SeatCategoryList } from "@allotement/boxoffice/api/prices.ts";
import { Button, Group, Modal, Table, TextInput } from "@mantine/core";
import { IconPalette } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import styles from "./prices.module.css";
import { seatCategoriesQuery } from "./prices.ts";

type Category = SeatCategoryList["seatCategories"][number];

/** The categories of seats: how they are shown, and which halls use them. */
export function CategoriesPanel() {
  const { prices: words } = useStrings();
  const categories = useQuery(seatCategoriesQuery);
  const mayChange = useMe().role !== "clerk";
  const [changed, setChanged] = useState<Category | null>(null);
  return (
    <Panel title={words.categories} flush>
      <QueryView query={categories} rows={5}>
        {({ seatCategories }) =>
          seatCategories.length === 0 ? (
            <Empty
              title={words.noCategories}
              icon={<IconPalette size={36} stroke={1.3} aria-hidden="true" />}
            >
              {words.noCategoriesText}
            </Empty>
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.name}</Table.Th>
                  <Table.Th>{words.shortName}</Table.Th>
                  <Table.Th>{words.usedIn}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {seatCategories.map((category) => (
                  <Table.Tr key={category.seatCategoryCode}>
                    <Table.Td>
                      <span
                        className={styles.swatch}
                        style={{ background: category.colour }}
                        aria-hidden="true"
                      />
                      {mayChange ? (
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          aria-label={words.changeOf(category.name)}
                          onClick={() => setChanged(category)}
                        >
                          {category.name}
                        </Button>
                      ) : (
                        category.name
                      )}
                    </Table.Td>
                    <Table.Td>{category.shortName}</Table.Td>
                    <Table.Td>
                      {category.usedIn.length === 0
                        ? words.unused
                        : category.usedIn
                            .map(({ hallName, seats }) => words.seatsIn(hallName, seats))
                            .join(", ")}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryView>
      <p className={styles.text} style={{ padding: "10px 16px 0" }}>
        {words.categoriesText}
      </p>
      {changed !== null && <CategoryDialog category={changed} onClose={() => setChanged(null)} />}
    </Panel>
  );
}

function CategoryDialog({
  category,
  onClose,
}: {
  readonly category: Category;
  readonly onClose: () => void;
}) {
  const { prices: words } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const [shortName, setShortName] = useState(category.shortName);
  const [colour, setColour] = useState(category.colour);
  const save = useMutation({
    mutationFn: () =>
      callApi("PUT", apiPaths.seatCategory(category.seatCategoryCode), {
        shortName: shortName.trim(),
        colour: colour.toLowerCase(),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["seat-categories"] });
      await client.invalidateQueries({ queryKey: ["halls"] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={category.name} closeButtonProps={{ "aria-label": ui.close }}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.shortName}
          value={shortName}
          onChange={(event) => setShortName(event.currentTarget.value)}
          maxLength={20}
        />
        <TextInput
          type="color"
          label={words.colour}
          value={colour}
          onChange={(event) => setColour(event.currentTarget.value)}
          w={120}
        />
        {save.isError && <Failure error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {ui.cancel}
          </Button>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={shortName.trim() === "" || !/^#[0-9a-f]{6}$/i.test(colour)}
          >
            {ui.save}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
