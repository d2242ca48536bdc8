import { Button, type ButtonProps } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { fetchFile } from "./api-client.ts";
import { Failure } from "./problem-panel.tsx";

interface SaveFileProps extends ButtonProps {
  readonly path: string;
  /** What the file is made from, where it is not only the address. */
  readonly body?: unknown;
  readonly children: string;
}

/** Fetches a file and hands it to the browser to keep; what is refused is said below, not saved as a file. */
export function SaveFile({ path, body, children, ...look }: SaveFileProps) {
  const save = useMutation({
    mutationFn: () => fetchFile(body === undefined ? "GET" : "POST", path, body),
    onSuccess: ({ fileName, blob }) => keep(fileName, blob),
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        {...look}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {children}
      </Button>
      {save.isError && <Failure error={save.error} />}
    </>
  );
}

function keep(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has opened it by then; a second longer is for the slow ones.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
