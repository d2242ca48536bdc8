import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { UiProvider } from "../ui/provider.tsx";
import { makeQueryClient } from "../ui/query-client.ts";
import { router } from "./routes.tsx";
import { BasketProvider } from "./sale/basket.tsx";
import { SignedIn } from "./sign-in/signed-in.tsx";

const place = document.getElementById("root");
if (place === null) throw new Error("the page has no #root");

createRoot(place).render(
  <StrictMode>
    <UiProvider queryClient={makeQueryClient()}>
      <SignedIn>
        <BasketProvider>
          <RouterProvider router={router} />
        </BasketProvider>
      </SignedIn>
    </UiProvider>
  </StrictMode>,
);
