import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { LiveRegion } from '../components/live-region.tsx';
import { queryClient } from '../lib/api/query-client.ts';
import { router } from './router.tsx';
import { colorSchemeManager, styleNonce, theme } from './theme.ts';

export function App() {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <LiveRegion />
      </QueryClientProvider>
    </MantineProvider>
  );
}
