import { IconCheck } from "@tabler/icons-react";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { moveInList, rangeBetween } from "./listbox-keys.ts";
import styles from "./ui.module.css";

export interface ListboxItem {
  readonly key: number;
  readonly label: string;
  /** At the right, smaller; read after the label. */
  readonly aside?: ReactNode;
}

interface ListboxProps {
  readonly items: readonly ListboxItem[];
  readonly selected: ReadonlySet<number>;
  readonly onChange: (selected: Set<number>) => void;
  readonly label: string;
  readonly multiple?: boolean | undefined;
  readonly height?: number | string | undefined;
}

/**
 * A list to choose one or many from. One: the choice follows the arrows. Many: Space or a click turns one over, Shift
 * with arrows or a click takes a range, Ctrl+A takes all.
 */
export function Listbox({ items, selected, onChange, label, multiple = false, height }: ListboxProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const firstSelected = items.findIndex(({ key }) => selected.has(key));
  const [active, setActive] = useState(Math.max(firstSelected, 0));
  const [anchor, setAnchor] = useState(Math.max(firstSelected, 0));
  const at = Math.min(active, Math.max(items.length - 1, 0));
  const optionId = (index: number) => `${id}-${items[index]?.key}`;

  useEffect(() => {
    const option = list.current?.children[at];
    if (document.activeElement === list.current) option?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const turn = (index: number) => {
    const key = items[index]?.key;
    if (key === undefined) return;
    const next = new Set(multiple ? selected : []);
    if (multiple && selected.has(key)) next.delete(key);
    else next.add(key);
    onChange(next);
  };
  const takeRange = (index: number) =>
    onChange(new Set([...selected, ...rangeBetween(items, anchor, index).map(({ key }) => key)]));

  const onKeyDown = (event: KeyboardEvent) => {
    if (multiple && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") {
      event.preventDefault();
      onChange(new Set(items.map(({ key }) => key)));
      return;
    }
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      setAnchor(at);
      turn(at);
      return;
    }
    const target = moveInList(event.key, at, items.length);
    if (target === undefined) return;
    event.preventDefault();
    setActive(target);
    if (!multiple) turn(target);
    else if (event.shiftKey) takeRange(target);
    else setAnchor(target);
  };
  const onClick = (event: MouseEvent, index: number) => {
    setActive(index);
    if (multiple && event.shiftKey) return takeRange(index);
    setAnchor(index);
    turn(index);
  };

  return (
    <div
      ref={list}
      className={styles.list}
      style={height === undefined ? undefined : { height }}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable={multiple}
      aria-activedescendant={items.length === 0 ? undefined : optionId(at)}
      onKeyDown={onKeyDown}
    >
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are read by the list, which holds the focus
        // biome-ignore lint/a11y/useFocusableInteractive: options of an active-descendant list take no focus
        <div
          key={item.key}
          id={optionId(index)}
          className={styles.option}
          role="option"
          aria-selected={selected.has(item.key)}
          data-active={index === at || undefined}
          onClick={(event) => onClick(event, index)}
        >
          {multiple && (
            <span className={styles.box} aria-hidden="true">
              {selected.has(item.key) && <IconCheck size={13} stroke={3} />}
            </span>
          )}
          <span>{item.label}</span>
          {item.aside !== undefined && <span className={styles.aside}>{item.aside}</span>}
        </div>
      ))}
    </div>
  );
}
